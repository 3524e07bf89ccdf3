-- Two prints of one name differ in white space, in the form of brackets and in 臺 for 台.
create or replace temp macro name_key(name) as
    lower(regexp_replace(translate(name, '臺（）：，〈〉', '台():,<>'), '\s|　', '', 'g'));
