import { useState } from 'react';

export interface TeamMember {
  readonly login: string;
  readonly name: string;
}

const key = 'landescloud.calendar.team';
const most = 60;

function kept(): TeamMember[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    if (!Array.isArray(value)) return [];
    return value
      .filter(
        (one): one is TeamMember =>
          typeof one === 'object' && one !== null && typeof one.login === 'string' && typeof one.name === 'string',
      )
      .slice(0, most);
  } catch {
    return [];
  }
}

/** Whom one looks at side by side, kept on this device. */
export function useTeam(): [readonly TeamMember[], (team: readonly TeamMember[]) => void] {
  const [team, setTeam] = useState<readonly TeamMember[]>(kept);
  return [
    team,
    (next) => {
      localStorage.setItem(key, JSON.stringify(next.slice(0, most)));
      setTeam(next.slice(0, most));
    },
  ];
}
