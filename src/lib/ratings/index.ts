// What components of other rooms may use.
export { satisfactionLabel } from './labels';
