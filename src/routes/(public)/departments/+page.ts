// Links and GET forms do all of it: no script.
export const csr = false;
