-- What each replica that is alive runs, told by itself every minute. A row is one run of a replica,
-- by the chain that it writes; it goes when the replica stops or has not been heard of for minutes.
-- The table of this name before it was never written.
drop table if exists replica;
create table replica (
    chain varchar(16) primary key,
    name varchar(64) not null,
    release varchar(80) not null,
    engine varchar(64) not null,
    told_at timestamp with time zone not null
);

-- As long as clients' tenants and versions of rules may be.
alter table decision alter column tenant set data type varchar(256);
alter table shown alter column version set data type varchar(64);
