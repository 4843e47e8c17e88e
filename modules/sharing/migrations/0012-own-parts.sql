-- Who comes back to what they were asked for finds the receipts of what they handed in: the token, with the key of the server.
alter table sharing.request_part add column receipt_sealed bytea;
