-- Where the organisation's imprint and privacy notice stand; null: those of what stands above it.
alter table directory.organisation add column imprint_url text, add column privacy_url text;
