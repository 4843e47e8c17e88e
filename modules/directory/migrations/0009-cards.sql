-- The directory as an address book: which cards changed, in the order of commits, so that a phone learns of changes alone.
create table directory.card_counter (
  single boolean primary key default true check (single),
  change bigint not null
);
insert into directory.card_counter (change) values (1);

-- Where somebody is, and was: who sees only the old organisation learns that they are gone from it.
create table directory.card_change (
  person_id bigint not null references directory.person (id) on delete cascade,
  organisation_id bigint not null,
  change bigint not null,
  primary key (person_id, organisation_id)
);
create index card_change_by_organisation on directory.card_change (organisation_id, change, person_id);
create index card_change_by_change on directory.card_change (change, person_id);
insert into directory.card_change (person_id, organisation_id, change) select id, organisation_id, 1 from directory.person;

-- One number a transaction. Taken at its very end (the triggers are deferred), so that nobody waits for a long import.
create function directory.next_card_change() returns bigint language plpgsql as $$
declare
  number bigint := nullif(current_setting('directory.card_change', true), '')::bigint;
begin
  if number is null then
    update directory.card_counter set change = change + 1 returning change into number;
    perform set_config('directory.card_change', number::text, true);
  end if;
  return number;
end
$$;

create function directory.note_card_change() returns trigger language plpgsql as $$
declare
  number bigint := directory.next_card_change();
begin
  insert into directory.card_change (person_id, organisation_id, change)
    select p.id, new.organisation_id, number from directory.person p where p.id = new.id
    on conflict (person_id, organisation_id) do update set change = excluded.change;
  if tg_op = 'UPDATE' then
    update directory.card_change set change = number
    where person_id = new.id and organisation_id = old.organisation_id and old.organisation_id <> new.organisation_id;
  end if;
  return null;
end
$$;

create constraint trigger person_card_added after insert on directory.person
  deferrable initially deferred for each row execute function directory.note_card_change();
create constraint trigger person_card_changed
  after update of name, email, organisation_id, role, phone, place, job_title, disabled_at on directory.person
  deferrable initially deferred for each row
  when (row (old.name, old.email, old.organisation_id, old.role, old.phone, old.place, old.job_title, old.disabled_at)
    is distinct from row (new.name, new.email, new.organisation_id, new.role, new.phone, new.place, new.job_title, new.disabled_at))
  execute function directory.note_card_change();

-- The organisation's name stands in the cards of its people.
create function directory.note_organisation_cards() returns trigger language plpgsql as $$
begin
  update directory.card_change set change = directory.next_card_change() where organisation_id = new.id;
  return null;
end
$$;
create constraint trigger organisation_cards_changed after update of name on directory.organisation
  deferrable initially deferred for each row when (old.name is distinct from new.name)
  execute function directory.note_organisation_cards();
