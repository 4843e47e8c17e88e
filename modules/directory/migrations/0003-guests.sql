-- Guests: third parties whom a member of an organisation invited, for a reason and until a day.

-- Who has a mail address is one guest, whoever invites them. The address is kept normalised (guest-address.ts).
create table directory.guest_address (
  address text primary key,
  person_id bigint not null references directory.person (id) on delete cascade
);
create index guest_address_by_person on directory.guest_address (person_id);

-- One organisation's guest. Two organisations may have invited the same person and need not know of each other.
create table directory.guest (
  id bigint generated always as identity primary key,
  person_id bigint not null references directory.person (id) on delete cascade,
  organisation_id bigint not null references directory.organisation (id),
  sponsor_id bigint references directory.person (id),   -- null: the organisation's administrators have to take over
  name text not null,                       -- as whoever invited wrote it
  address text not null,
  reason text not null,
  place text,                               -- the space that they were invited to, as it was called then
  folded text not null,                     -- what they are found by: fold-name.ts
  invited_at timestamptz not null,
  ends_at timestamptz not null,
  confirmed_at timestamptz not null,        -- when the sponsor last said that they are still needed
  reminded_for timestamptz,                 -- the end or confirmation that the sponsor was reminded of
  invitation_hash bytea unique,             -- of the link in the mail; null once it was used or withdrawn
  invitation_sent_at timestamptz not null,
  invitation_ends_at timestamptz not null,
  accepted_at timestamptz,
  ended_at timestamptz,
  end_cause text check (end_cause in ('ended', 'withdrawn', 'date', 'not-confirmed', 'left')),
  check ((ended_at is null) = (end_cause is null))
);
create unique index guest_open on directory.guest (person_id, organisation_id) where ended_at is null;
create index guest_by_sponsor on directory.guest (sponsor_id, invited_at);
create index guest_by_organisation on directory.guest (organisation_id);
create index guest_by_end on directory.guest (ends_at) where ended_at is null;
create index guest_by_confirmation on directory.guest (confirmed_at) where ended_at is null;
create index guest_by_folded on directory.guest using gin (folded gin_trgm_ops);
