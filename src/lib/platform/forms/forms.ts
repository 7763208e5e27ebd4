/** Sent along by the button that asks for the next choices instead of sending the form in. */
export const deeperField = 'region_deeper';
