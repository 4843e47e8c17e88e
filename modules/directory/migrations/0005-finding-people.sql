-- People are listed by their folded name, which begins the column; the rest of it may be longer than an index entry.
create index person_by_sort on directory.person (left(folded, 80), id);
create index person_by_created on directory.person (created_at, id);
create index group_by_organisation on directory.group (organisation_id);

-- Whoever was there before folding was: roughly, until they are changed the next time.
update directory.person set folded = regexp_replace(
  ' ' || translate(replace(lower(concat_ws(' ', name, login, email)), 'ß', 'ss'), 'äöüéèáàâêôç', 'aoueeaaaeoc'),
  '[^[:alnum:]]+', ' ', 'g')
where folded = '';
