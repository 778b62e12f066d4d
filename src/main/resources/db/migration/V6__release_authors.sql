-- Several people may have written what is released; their names stand together.
alter table rule_release alter column author type varchar(1000);
