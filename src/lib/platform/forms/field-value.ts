type Sent = { values?: Record<string, string | string[]> | undefined } | null | undefined;

/** What the person typed into a field before the form came back; `otherwise` when it was not sent. */
export function fieldValue(form: Sent, name: string, otherwise = ''): string {
	const value = form?.values?.[name];
	return typeof value === 'string' ? value : otherwise;
}
