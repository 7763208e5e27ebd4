// Links and one GET form: nothing here needs a script.
export const csr = false;
