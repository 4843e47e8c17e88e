-- Invitations (RFC 6047): a calendar object beside the text, from a person, answered to an address of its own.
alter table platform.mail add column calendar jsonb;        -- {"method", "content"}; null: none, or deleted as the text is
alter table platform.mail add column from_name text;        -- before 'über <sender>'; null: the sender's own
alter table platform.mail add column reply_to text;
