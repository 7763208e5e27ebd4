import { m } from '$lib/paraglide/messages.js';
import type { Destination } from './schema.ts';

const destinationLabels = {
	discipline_12388: m.destination_discipline_12388,
	court: m.destination_court,
	petition_office: m.destination_petition_office,
	other_region: m.destination_other_region
};

export const destinationLabel = (destination: Destination) => destinationLabels[destination]();
