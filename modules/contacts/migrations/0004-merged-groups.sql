-- In which groups a merge changed something: [{"uri", "member", "at"}]. Of the card that went away: where it stood; of what the card that
-- stayed was before: where it was put in its stead (without "at").
alter table contacts.trash add column groups jsonb not null default '[]';
