-- Ids of tokens that were used (RFC 7519, jti), until they have expired: a token counts once.
-- The id is kept as a hash: it may have any length.
create table used_token (
    issuer_and_id char(64) primary key,
    expires_at timestamp with time zone not null
);
create index used_token_expires_at on used_token (expires_at);

-- What became of cards (CDS Hooks 2.0.1, "Feedback"). The same report twice is one row: its id is a
-- SHA-256 of what it says. Cards that nobody knows are kept too.
create table feedback (
    id char(64) primary key,
    client varchar(64) not null,
    service varchar(128) not null,
    card varchar(256) not null,
    outcome varchar(16) not null,
    outcome_timestamp timestamp with time zone not null,
    override_reason_system varchar(256),
    override_reason_code varchar(256),
    received_at timestamp with time zone not null
);
create index feedback_card on feedback (card);

-- The suggestions of a card that were accepted.
create table feedback_suggestion (
    feedback char(64) not null references feedback (id) on delete cascade,
    suggestion varchar(256) not null,
    primary key (feedback, suggestion)
);

-- Free text may name a patient: kept apart, so that it can be deleted alone. The longest texts are
-- kept in part.
create table feedback_comment (
    feedback char(64) primary key references feedback (id) on delete cascade,
    comment_text varchar(16000) not null,
    shortened boolean not null
);
