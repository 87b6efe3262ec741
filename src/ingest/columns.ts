/*
 * How values are written in the files of shops, as DuckDB macros: text in, a typed value or null out.
 * Written once, for order lines and catalogues alike.
 *
 * A lambda over a list of one names an intermediate value. Written out twice, DuckDB would compute it beforehand and
 * for every row, even where an earlier branch has answered: reading 10 M dates took 4.7 s that way, now 1.1 s.
 */

/** One value as text, blanks around it gone; empty, and the \N of mysql exports, is null. */
const TEXT = `
  create macro cell(x) as nullif(nullif(trim(x), ''), '\\N');`

/*
 * Numbers. What has both separators is read by the last one, what has groups of three by them; only 1,234 and
 * 1.234 can be read both ways, and there `comma` decides: whether the file writes its decimals with a comma.
 */
const NUMBERS = String.raw`
  create macro digits(x) as regexp_replace(regexp_extract(x,
    '^([-+]?\s*(?:[A-Z]{3}|[A-Z]{0,2}\p{Sc})?\s*[-+]?\d[\d.,''’\p{Zs}]*)(?:[A-Z]{3}|\p{Sc}|円|kr|zł|Kč)?$', 1),
    '[^-\d.,]', '', 'g');

  create macro spelled_out(d, comma) as try_cast(case
    when contains(d, ',') and contains(d, '.') then
      if(strpos(reverse(d), ',') < strpos(reverse(d), '.'), replace(replace(d, '.', ''), ',', '.'), replace(d, ',', ''))
    when regexp_full_match(d, '-?\d{1,3}(,\d{3}){2,}') or not comma and regexp_full_match(d, '-?\d{1,3},\d{3}')
      then replace(d, ',', '')
    when regexp_full_match(d, '-?\d{1,3}(\.\d{3}){2,}') or comma and regexp_full_match(d, '-?\d{1,3}\.\d{3}')
      then replace(d, '.', '')
    else replace(d, ',', '.') end as double);

  create macro number(x, comma) as coalesce(
    case when not comma and isfinite(try_cast(x as double)) then try_cast(x as double) end,
    list_transform([digits(x)], lambda d: spelled_out(d, comma))[1]);`

/** The currency that stands beside an amount: a code decides, a sign only suggests. */
const CURRENCIES = String.raw`
  create macro currency_code(x) as nullif(regexp_extract(x, '(?:^|[\d\s])([A-Z]{3})(?:[\s\d]|$)', 1), '');

  create macro currency_sign(x) as case
    when contains(x, '€') then 'EUR' when contains(x, '£') then 'GBP'
    when contains(x, '¥') or contains(x, '￥') or contains(x, '円') then 'JPY'
    when contains(x, '$') then 'USD' end;`

/*
 * What a cell says of being so, null where it says nothing we know. A number is a stock: more than 0 is yes.
 */
const YES_OR_NO = String.raw`
  create macro word_is_yes(x) as case
    when x in ('true', 't', 'yes', 'y', 'active', 'available', 'instock', 'limitedavailability', 'preorder',
      'backorder') then true
    when x in ('false', 'f', 'no', 'n', 'inactive', 'unavailable', 'outofstock', 'soldout', 'discontinued') then false
    when isfinite(try_cast(x as double)) then try_cast(x as double) > 0 end;

  create macro is_yes(x) as word_is_yes(regexp_replace(lower(x), '^https?://schema\.org/|[\s_-]', '', 'g'));`

/*
 * Dates, mixed at will within a column, to TIMESTAMP in UTC; no offset means UTC. The common form takes the first
 * branch. A named time zone is no date: DuckDB would keep it for the rows that follow.
 */
const DATES = String.raw`
  create macro from_short(x, parts) as regexp_replace(
    regexp_replace(x, '^(\d{1,2}[-./]\d{1,2}[-./])(\d\d)($|[ T].*)', '\120\2\3'),
    '^(\d{1,2})[-./](\d{1,2})[-./](\d{4})(.*)$', parts);

  create macro year_first(x, day_first) as case
    when regexp_matches(x, '^\d{4}年') then regexp_replace(x, '^(\d{4})年(\d{1,2})月(\d{1,2})日', '\1-\2-\3')
    when regexp_matches(x, '^\d{4}[./]') then regexp_replace(x, '^(\d{4}).(\d{1,2}).(\d{1,2})', '\1-\2-\3')
    when not regexp_matches(x, '^\d{1,2}[-./]\d{1,2}[-./]\d\d') then x
    when day_first or regexp_matches(x, '^\d+\.') then from_short(x, '\3-\2-\1\4')
    else from_short(x, '\3-\1-\2\4') end;

  create macro with_offset(x) as regexp_replace(regexp_replace(regexp_replace(regexp_replace(x,
    ' ?(Z|UTC|GMT)$', '+00:00'), ' ?([-+]\d\d):?(\d\d)$', '\1:\2'), ' ?([-+]\d\d)$', '\1:00'),
    '([ T]\d{1,2}:\d\d)([-+])', '\1:00\2');

  create macro calendar_instant(x) as case
    when not regexp_matches(x, '^\d{4}-') then null
    when regexp_matches(x, ':\d\d(\.\d+)? ?(Z|UTC|GMT|[-+]\d\d(:?\d\d)?)$')
      then try_cast(with_offset(x) as timestamptz)::timestamp
    when regexp_matches(x, '(?i) ?[ap]m$')
      then try_strptime(x, ['%Y-%m-%d %I:%M %p', '%Y-%m-%d %I:%M:%S %p'])
    else try_cast(x as timestamp) end;

  create macro counted_instant(n) as case
    when n between 19000101 and 21001231 then try_strptime(n::bigint::varchar, '%Y%m%d')
    when n between 19000101000000 and 21001231235959 then try_strptime(n::bigint::varchar, '%Y%m%d%H%M%S')
    when n between 1e8 and 1e11 then make_timestamp((n * 1e6)::bigint)
    when n between 1e11 and 1e14 then make_timestamp((n * 1e3)::bigint)
    when n between 1e14 and 1e17 then make_timestamp(n::bigint)
    when n between 1e17 and 9e18 then make_timestamp((n / 1e3)::bigint) end;

  create macro instant(x, day_first) as coalesce(
    case when strlen(x) <= 19 and x like '____-%' then try_cast(x as timestamp) end,
    list_transform([year_first(x, day_first)], lambda y: calendar_instant(y))[1],
    list_transform([try_cast(x as double)], lambda n: counted_instant(n))[1]);

  create macro day_or_month(x, place) as
    try_cast(regexp_extract(x, '^(\d{1,2})[-/](\d{1,2})[-/]\d\d', place) as int);`

export const MACROS = TEXT + NUMBERS + CURRENCIES + YES_OR_NO + DATES
