-- What is kept of decisions. A chain is what one run of one replica wrote: every link holds the hash
-- of its content and a hash over the link before it, so that nothing can be removed, changed or
-- put between without a trace. Links hold no name; patients and users are keyed hashes.
create table chain (
    id varchar(16) primary key,
    replica varchar(64) not null,
    started_at timestamp with time zone not null
);

-- One link. The content is JSON, deflated; it is null once its time is over (retention), while the
-- hashes stay.
create table link (
    chain varchar(16) not null references chain (id),
    seq bigint not null,
    kind varchar(16) not null,
    recorded_at timestamp with time zone not null,
    content_hash char(64) not null,
    hash char(64) not null,
    content bytea,
    primary key (chain, seq)
);
create index link_recorded_at on link (recorded_at);

-- What is asked about decisions, taken from the content of their links. The id is chain-seq.
create table decision (
    id varchar(40) primary key,
    chain varchar(16) not null,
    seq bigint not null,
    decided_at timestamp with time zone not null,
    client varchar(64) not null,
    tenant varchar(128),
    service varchar(128) not null,
    hook varchar(64) not null,
    hook_instance varchar(64) not null,
    release varchar(80) not null,
    patient_key varchar(32),
    patient varchar(64),
    outcome varchar(16) not null,
    cards int not null,
    micros bigint not null
);
create index decision_decided_at on decision (decided_at);
create index decision_patient on decision (patient);
create index decision_hook_instance on decision (hook_instance);

-- One finding on one card that was shown. The same request sent twice shows the same card again
-- under the same uuid.
create table shown (
    decision varchar(40) not null references decision (id) on delete cascade,
    card varchar(64) not null,
    place int not null,
    code varchar(64) not null,
    policy varchar(64),
    urgency varchar(16) not null,
    rule varchar(128) not null,
    version varchar(32) not null,
    leads boolean not null,
    primary key (decision, card, place)
);
create index shown_card on shown (card);

-- The texts of every release that decided anything: a zip of its files, by the hash cards name.
create table release (
    hash varchar(80) primary key,
    engine varchar(64) not null,
    first_seen timestamp with time zone not null,
    files bytea not null
);

-- Requests as they were sent, encrypted; only while cds.record-requests is on.
create table kept_request (
    decision varchar(40) primary key,
    key_id varchar(32) not null,
    content bytea not null,
    kept_at timestamp with time zone not null
);
create index kept_request_kept_at on kept_request (kept_at);

-- Replicas on this database, as they report every minute.
create table replica (
    name varchar(64) primary key,
    chain varchar(16) not null,
    release varchar(80) not null,
    seen_at timestamp with time zone not null
);
