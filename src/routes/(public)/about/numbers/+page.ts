// Only to be read: no script.
export const csr = false;
