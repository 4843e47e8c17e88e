-- Listings ask which of their nodes are shared.
create index share_by_node on sharing.share (node_id);
