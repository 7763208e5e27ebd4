/** An issue's number as it stands in an address. Fifteen digits stay exact in JavaScript. */
export const match = (param: string) => /^[1-9]\d{0,14}$/.test(param);
