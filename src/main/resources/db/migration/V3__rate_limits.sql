-- What each client may still send, shared by all replicas on PostgreSQL. The id is a hash of the
-- client's name and limit; the state is written by Bucket4j. On H2 there is one replica: not used.
create table rate_limit (
    id bigint primary key,
    state bytea
);
