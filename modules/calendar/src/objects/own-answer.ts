import { parameterOf, propertiesOf, type Component } from '@landescloud/icalendar';

/** PARTSTAT of who has one of these addresses (lower case); null: they are not invited. */
export function ownAnswer(component: Component, addresses: readonly string[]): string | null {
  if (addresses.length === 0) return null;
  for (const property of propertiesOf(component, 'ATTENDEE')) {
    const address = property.value
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\/[^/]+/, '');
    if (addresses.includes(address)) return (parameterOf(property, 'PARTSTAT') ?? 'NEEDS-ACTION').toUpperCase();
  }
  return null;
}
