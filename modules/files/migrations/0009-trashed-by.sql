-- Who threw something away in a folder that was shared with them may take it out again.
create index trash_item_by_person on files.trash_item (trashed_by, trashed_at) where not purged;
