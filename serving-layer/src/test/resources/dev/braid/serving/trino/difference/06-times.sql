-- Fields.
SELECT id, year(day), quarter(day), month(day), week(day), day(day), day_of_week(day), day_of_year(day), year_of_week(day) FROM kinds;
SELECT id, year(moment), month(moment), hour(moment), minute(moment), second(moment), millisecond(moment) FROM kinds;
SELECT id, day(local), hour(local), minute(local), dow(local), doy(local), yow(local), week_of_year(local), day_of_month(local) FROM kinds;
SELECT extract(YEAR FROM day), extract(QUARTER FROM day), extract(MONTH FROM day), extract(WEEK FROM day), extract(DAY FROM day), extract(DOW FROM day), extract(DOY FROM day), extract(YOW FROM day) FROM kinds;
SELECT extract(HOUR FROM moment), extract(MINUTE FROM moment), extract(SECOND FROM moment), extract(DAY_OF_WEEK FROM moment) FROM kinds;
SELECT extract(TIMEZONE_HOUR FROM local), extract(TIMEZONE_MINUTE FROM local) FROM kinds;
SELECT timezone_hour(local), timezone_minute(local), timezone_hour(instant) FROM kinds;
SELECT hour(TIME '12:34:56.789'), minute(TIME '12:34:56.789'), second(TIME '12:34:56.789'), millisecond(TIME '12:34:56.789');
SELECT hour(DATE '2026-01-01');
SELECT year('2026');
SELECT year(INTERVAL '14' MONTH), month(INTERVAL '14' MONTH), day(INTERVAL '49' HOUR), hour(INTERVAL '49' HOUR), minute(INTERVAL '61' MINUTE), second(INTERVAL '61' SECOND);
SELECT day(INTERVAL '-49' HOUR), hour(INTERVAL '-49' HOUR), millisecond(INTERVAL '1.5' SECOND), year(INTERVAL '-14' MONTH), month(INTERVAL '-14' MONTH);
SELECT day(INTERVAL '1' MONTH);
SELECT last_day_of_month(day), last_day_of_month(moment), last_day_of_month(local) FROM kinds WHERE id <> 4;
SELECT timezone(TIMESTAMP '2026-01-01 00:00:00 Europe/Berlin');

-- date_trunc.
SELECT id, date_trunc('day', moment), date_trunc('hour', moment), date_trunc('minute', moment), date_trunc('second', moment), date_trunc('millisecond', moment) FROM kinds WHERE id <> 4;
SELECT id, date_trunc('week', moment), date_trunc('month', moment), date_trunc('quarter', moment), date_trunc('year', moment) FROM kinds WHERE id <> 4;
SELECT date_trunc('day', day), date_trunc('week', day), date_trunc('month', day), date_trunc('quarter', day), date_trunc('year', day) FROM kinds WHERE id <> 4;
SELECT id, date_trunc('hour', local), date_trunc('day', local), date_trunc('week', local), date_trunc('month', local) FROM kinds;
SELECT date_trunc('day', instant), date_trunc('MONTH', instant) FROM kinds WHERE id <> 4;
SELECT date_trunc('hour', day) FROM kinds;
SELECT date_trunc('decade', moment) FROM kinds;
SELECT date_trunc('hour', TIME '12:34:56'), date_trunc('second', TIME '12:34:56.789');
SELECT date_trunc(word, moment) FROM kinds;
SELECT typeof(date_trunc('day', TIMESTAMP '2026-01-01 00:00:00.123')), date_trunc('day', TIMESTAMP '2026-01-01 10:00:00');

-- date_add, date_diff.
SELECT id, date_add('day', 1, day), date_add('week', -1, day), date_add('month', 1, day), date_add('quarter', 1, day), date_add('year', 1, day) FROM kinds WHERE id <> 4;
SELECT date_add('second', 90, moment), date_add('millisecond', 1, moment), date_add('minute', -90, moment), date_add('hour', 25, moment), date_add('month', -1, moment) FROM kinds WHERE id <> 4;
SELECT date_add('hour', 1, local), date_add('day', 1, local), date_add('month', 1, local) FROM kinds;
SELECT date_add('day', whole, DATE '2026-01-01') FROM kinds WHERE id IN (1, 2, 3, 6, 7);
SELECT date_add('hour', 1, day) FROM kinds;
SELECT date_add('fortnight', 1, day) FROM kinds;
SELECT date_add('month', 1, DATE '2026-01-31'), date_add('month', 13, DATE '2024-01-31'), date_add('year', 1, DATE '2024-02-29'), date_add('month', -1, TIMESTAMP '2026-03-31 01:00:00');
SELECT date_add('hour', 30, TIME '12:00:00');
SELECT date_diff('day', DATE '2026-01-01', DATE '2026-03-01'), date_diff('month', DATE '2026-01-31', DATE '2026-02-28'), date_diff('year', DATE '2024-02-29', DATE '2025-02-28'), date_diff('week', DATE '2026-01-01', DATE '2026-01-15'), date_diff('quarter', DATE '2026-01-01', DATE '2026-12-31');
SELECT date_diff('hour', TIMESTAMP '2026-01-01 00:30:00', TIMESTAMP '2026-01-01 02:29:00'), date_diff('day', TIMESTAMP '2026-01-01 23:00:00', TIMESTAMP '2026-01-02 22:59:59'), date_diff('second', TIMESTAMP '2026-01-01 00:00:00.9', TIMESTAMP '2026-01-01 00:00:02.1'), date_diff('millisecond', TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 00:00:01.5');
SELECT date_diff('day', DATE '2026-03-01', DATE '2026-01-01'), date_diff('month', DATE '2026-03-30', DATE '2026-01-31'), date_diff('hour', TIMESTAMP '2026-01-01 02:00:00', TIMESTAMP '2026-01-01 00:30:00'), date_diff('month', TIMESTAMP '2026-03-31 00:00:00', TIMESTAMP '2026-02-28 00:00:00');
SELECT id, date_diff('day', day, DATE '2026-06-01'), date_diff('minute', moment, TIMESTAMP '2026-01-31 11:00:00'), date_diff('hour', instant, local) FROM kinds WHERE id <> 4;
SELECT date_diff('hour', TIME '01:00:00', TIME '03:30:00');
SELECT date_diff('day', TIMESTAMP '2026-03-28 12:00:00 Europe/Berlin', TIMESTAMP '2026-03-29 12:00:00 Europe/Berlin'), date_diff('hour', TIMESTAMP '2026-03-28 12:00:00 Europe/Berlin', TIMESTAMP '2026-03-29 12:00:00 Europe/Berlin');

-- Intervals.
SELECT day + INTERVAL '1' DAY, day - INTERVAL '1' MONTH, day + INTERVAL '1' YEAR FROM kinds WHERE id <> 4;
SELECT moment + INTERVAL '1' HOUR, moment - INTERVAL '1.5' SECOND, moment + INTERVAL '1' MONTH, INTERVAL '2' DAY + moment FROM kinds WHERE id <> 4;
SELECT local + INTERVAL '1' DAY, local + INTERVAL '24' HOUR, local - INTERVAL '1' MONTH FROM kinds;
SELECT TIMESTAMP '2026-03-28 12:00:00 Europe/Berlin' + INTERVAL '1' DAY, TIMESTAMP '2026-03-28 12:00:00 Europe/Berlin' + INTERVAL '24' HOUR;
SELECT day + INTERVAL '1' HOUR FROM kinds;
SELECT day - DATE '2026-01-01' FROM kinds WHERE id <> 4;
SELECT moment - TIMESTAMP '2026-01-01 00:00:00' FROM kinds WHERE id <> 4;
SELECT instant - local FROM kinds;
SELECT INTERVAL '1' DAY + INTERVAL '2' HOUR, INTERVAL '1' DAY - INTERVAL '25' HOUR, INTERVAL '3' HOUR * 2, 2 * INTERVAL '3' MONTH, INTERVAL '1' DAY / 2, INTERVAL '1' HOUR * 1.5e0;
SELECT INTERVAL '1' DAY + INTERVAL '1' MONTH;
SELECT INTERVAL '1' DAY = INTERVAL '24' HOUR, INTERVAL '1' DAY < INTERVAL '25' HOUR, INTERVAL '12' MONTH = INTERVAL '1' YEAR, INTERVAL '30' DAY > INTERVAL '29' DAY;
SELECT to_milliseconds(INTERVAL '1' DAY), to_milliseconds(INTERVAL '-1.5' SECOND);
-- refused: no such function
SELECT parse_duration('42.8ms'), parse_duration('3.81 d');
SELECT DATE '2026-01-31' + INTERVAL '1' MONTH, DATE '2024-02-29' + INTERVAL '1' YEAR, TIMESTAMP '2026-03-31 10:00:00' - INTERVAL '1' MONTH;
SELECT TIME '23:00:00' + INTERVAL '2' HOUR, TIME '01:00:00' - INTERVAL '2' HOUR;
SELECT INTERVAL 'x' DAY;
SELECT DATE '2026-01-01' + 1;
SELECT sum(d), avg(d), max(d) FROM (SELECT moment - TIMESTAMP '2000-01-01 00:00:00' AS d FROM kinds WHERE id IN (1, 2, 5));

-- Zones.
SELECT local AT TIME ZONE 'UTC', local AT TIME ZONE 'America/New_York', moment AT TIME ZONE 'Asia/Tokyo' FROM kinds WHERE id <> 4;
SELECT at_timezone(instant, 'Europe/Paris'), with_timezone(moment, 'Europe/Paris') FROM kinds WHERE id <> 4;
SELECT TIMESTAMP '2026-03-29 02:30:00 Europe/Berlin';
SELECT TIMESTAMP '2026-10-25 02:30:00 Europe/Berlin';
SELECT instant = local, instant < local, instant > TIMESTAMP '2026-01-01 00:00:00' FROM kinds;
SELECT id FROM kinds WHERE local > TIMESTAMP '2026-01-01 00:00:00 UTC';
SELECT id FROM kinds WHERE day = moment;
SELECT id FROM kinds WHERE moment >= DATE '2026-01-01';
SELECT instant AT TIME ZONE 'Nowhere/Land' FROM kinds;
-- refused: zones are regions, not offsets
SELECT instant AT TIME ZONE '+02:00' FROM kinds WHERE id = 1;
SELECT instant AT TIME ZONE word FROM kinds;
SELECT current_timezone();
SELECT typeof(now()), typeof(current_timestamp), typeof(localtimestamp), typeof(current_date), typeof(localtime), typeof(current_timestamp(6));
SELECT now() = current_timestamp, current_date = CAST(now() AS date);
-- refused: TIME WITH TIME ZONE is no type here
SELECT typeof(current_time);

-- Unix time and ISO 8601.
SELECT to_unixtime(moment), to_unixtime(instant) FROM kinds WHERE id <> 4;
SELECT from_unixtime(0), from_unixtime(1.5), from_unixtime(-0.001), from_unixtime(1767225600.1234567);
SELECT from_unixtime(0, 'Europe/Berlin');
-- refused: no such function
SELECT from_unixtime_nanos(1767225600123456789);
SELECT to_iso8601(day), to_iso8601(moment), to_iso8601(instant) FROM kinds WHERE id <> 4;
SELECT to_iso8601(local) FROM kinds;
SELECT from_iso8601_date('2026-01-31'), from_iso8601_timestamp('2026-01-31T10:00:00Z'), from_iso8601_timestamp('2026-01-31T10:00:00.123Z'), from_iso8601_timestamp('2026-01-31');
-- differs: an error, as zones are regions, not offsets
SELECT from_iso8601_timestamp('2026-01-31T10:00:00+02:00');
SELECT from_iso8601_timestamp('nonsense');
-- differs: an error for the week form
SELECT from_iso8601_date('2026-W05-6');
-- refused: no such function
SELECT from_iso8601_timestamp_nanos('2026-01-31T10:00:00.123456789Z');
SELECT date('2026-01-31'), date(moment) FROM kinds WHERE id = 1;

-- Formats.
SELECT id, date_format(moment, '%Y-%m-%d %H:%i:%s'), date_format(moment, '%a %b %c %d %e %f %H %h %I %i'), date_format(moment, '%j %k %l %M %m %p %r %S %s %T') FROM kinds WHERE id NOT IN (4, 5);
-- differs: before 1970 Trino rounds up to the next millisecond
SELECT date_format(moment, '%Y-%m-%d %H:%i:%s') FROM kinds WHERE id = 5;
SELECT id, date_format(day, '%v %W %Y %y %%'), date_format(day, '%x') FROM kinds WHERE id <> 4;
SELECT date_format(local, '%H:%i') FROM kinds;
SELECT date_format(moment, '%D') FROM kinds;
SELECT date_parse('2026-01-31 10:54:56', '%Y-%m-%d %H:%i:%s'), date_parse('31/01/26', '%d/%m/%y'), date_parse('2026-01', '%Y-%m');
SELECT date_parse('10:54 PM', '%h:%i %p'), date_parse('Jan 5 2026', '%b %e %Y');
SELECT date_parse('x', '%Y');
-- refused: no such function
SELECT format_datetime(moment, 'yyyy-MM-dd HH:mm') FROM kinds WHERE id <> 4;
-- refused: no such function
SELECT parse_datetime('2026-01-31 10:00', 'yyyy-MM-dd HH:mm');
SELECT to_char(TIMESTAMP '2026-01-31 10:00:00', 'yyyy-mm-dd');
SELECT day < TIMESTAMP '2026-01-01 00:00:00', day BETWEEN DATE '2000-01-01' AND DATE '2026-01-31', moment IN (TIMESTAMP '1970-01-01 00:00:00') FROM kinds;
SELECT day FROM kinds ORDER BY day NULLS FIRST;

-- Over the hours that a clock skips or has twice.
SELECT with_timezone(TIMESTAMP '2026-03-29 01:59:59', 'Europe/Berlin') + INTERVAL '1' SECOND, date_add('day', 1, TIMESTAMP '2026-03-28 02:30:00 Europe/Berlin'), date_trunc('hour', TIMESTAMP '2026-10-25 02:30:00 Europe/Berlin');
SELECT date_trunc('day', TIMESTAMP '2026-03-29 12:00:00 Europe/Berlin'), date_diff('day', TIMESTAMP '2026-03-29 00:00:00 Europe/Berlin', TIMESTAMP '2026-03-30 00:00:00 Europe/Berlin'), date_diff('minute', TIMESTAMP '2026-10-25 00:00:00 Europe/Berlin', TIMESTAMP '2026-10-25 04:00:00 Europe/Berlin');
SELECT local + INTERVAL '1' MONTH, INTERVAL '36' HOUR + day FROM kinds WHERE id NOT IN (4);
SELECT DATE '2026-01-01' + INTERVAL '48' HOUR, DATE '2026-01-01' - INTERVAL '1' DAY;
SELECT INTERVAL '7' MONTH / 2, INTERVAL '1' SECOND / 3, INTERVAL '10' MONTH * -1, -INTERVAL '1' DAY;
SELECT max(d), min(d) FROM (VALUES INTERVAL '30' DAY, INTERVAL '31' DAY, INTERVAL '29' DAY) AS t(d);
SELECT d, count(*) FROM (VALUES INTERVAL '1' DAY, INTERVAL '24' HOUR) AS t(d) GROUP BY d;
SELECT d FROM (VALUES INTERVAL '2' MONTH, INTERVAL '1' YEAR, NULL) AS t(d) ORDER BY d DESC;
SELECT date_format(TIMESTAMP '2026-01-05 13:04:05.678', '%H:%i:%s.%f %p %I'), date_parse('2026-01-31 10:54:56.123456', '%Y-%m-%d %H:%i:%s.%f');
SELECT hour(day), second(day) FROM kinds WHERE id = 1;
SELECT extract(HOUR FROM day) FROM kinds WHERE id = 1;
