-- The tables that the queries read. A column's time zone is that of its first value.

CREATE TABLE kinds (
  id integer,
  flag boolean,
  small smallint,
  whole integer,
  big bigint,
  single real,
  twice double,
  price decimal(9, 2),
  exact decimal(38, 4),
  word varchar,
  bytes varbinary,
  day date,
  moment timestamp(6),
  instant timestamp(6) with time zone,
  local timestamp(6) with time zone,
  numbers array(bigint),
  words array(varchar),
  counts map(varchar, bigint));

INSERT INTO kinds VALUES
  (1, true, SMALLINT '1', 10, BIGINT '100', REAL '1.5', DOUBLE '2.25', DECIMAL '12.34', DECIMAL '1234.5678', 'apple', X'00ff', DATE '2026-01-31', TIMESTAMP '2026-01-31 10:54:56.123456', TIMESTAMP '2026-01-31 10:54:56.123456 UTC', TIMESTAMP '2026-01-31 10:54:56.500000 Europe/Berlin', ARRAY[3, 1, 2], ARRAY['a', 'b'], MAP(ARRAY['x', 'y'], ARRAY[1, 2])),
  (2, false, SMALLINT '-1', -10, BIGINT '-100', REAL '-1.5', DOUBLE '-2.25', DECIMAL '-12.34', DECIMAL '-1234.5678', 'Äpfel', X'', DATE '2024-02-29', TIMESTAMP '2024-02-29 00:00:00.000000', TIMESTAMP '2024-02-29 00:00:00.000000 UTC', TIMESTAMP '2024-07-01 00:30:00.000000 Europe/Berlin', ARRAY[5], ARRAY['z', NULL], MAP(ARRAY['x'], ARRAY[NULL])),
  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (4, true, SMALLINT '32767', 2147483647, BIGINT '9223372036854775807', REAL '3.4028235E38', DOUBLE '1.7976931348623157E308', DECIMAL '9999999.99', DECIMAL '9999999999999999999999999999999999.9999', '', X'68656c6c6f', DATE '9999-12-31', TIMESTAMP '9999-12-31 23:59:59.999999', TIMESTAMP '2099-12-31 23:59:59.999999 UTC', TIMESTAMP '2026-03-29 03:00:00.000000 Europe/Berlin', ARRAY[NULL, 7, NULL, 7], ARRAY[], MAP(ARRAY[], ARRAY[])),
  (5, false, SMALLINT '-32768', -2147483648, BIGINT '-9223372036854775807', REAL '1.17E-38', DOUBLE '4.9E-300', DECIMAL '-9999999.99', DECIMAL '0.0001', '日本語 😀', X'c3a4', DATE '1969-12-31', TIMESTAMP '1969-12-31 23:59:59.999999', TIMESTAMP '1969-12-31 23:59:59.999999 UTC', TIMESTAMP '2025-10-26 01:30:00.000000 Europe/Berlin', ARRAY[1, 2, 3, 4, 5], ARRAY['ü', 'apple', 'ü'], MAP(ARRAY['b', 'a'], ARRAY[20, 10])),
  (6, true, SMALLINT '0', 0, BIGINT '0', REAL 'NaN', nan(), DECIMAL '0.00', DECIMAL '0.0000', '  padded  ', X'0001020304', DATE '1970-01-01', TIMESTAMP '1970-01-01 00:00:00.000000', TIMESTAMP '1970-01-01 00:00:00.000000 UTC', TIMESTAMP '1970-01-01 01:00:00.000000 Europe/Berlin', ARRAY[0], ARRAY['one,two', 'three'], MAP(ARRAY['k'], ARRAY[0])),
  (7, NULL, SMALLINT '7', 7, BIGINT '7', REAL 'Infinity', infinity(), DECIMAL '7.50', DECIMAL '7.5000', 'it''s 100% "q"_x', X'27', DATE '2026-12-28', TIMESTAMP '2026-12-28 12:00:00.000001', TIMESTAMP '2026-12-28 12:00:00.000001 UTC', TIMESTAMP '2026-12-28 12:00:00.000001 Europe/Berlin', ARRAY[], ARRAY[''], NULL),
  (8, false, SMALLINT '7', -7, BIGINT '3', REAL '-Infinity', -infinity(), DECIMAL '2.50', DECIMAL '2.5000', 'a-b-c-d', X'deadbeef', DATE '2021-01-01', TIMESTAMP '2021-01-01 23:59:59.500000', TIMESTAMP '2021-01-01 23:59:59.500000 UTC', TIMESTAMP '2021-01-01 23:59:59.500000 Europe/Berlin', ARRAY[9223372036854775807, -1], ARRAY['banana', 'apple', 'cherry'], MAP(ARRAY['x', 'z'], ARRAY[5, 6])),
  (9, true, SMALLINT '12', 1234567, BIGINT '1234567890123', REAL '0.1', DOUBLE '0.1', DECIMAL '0.05', DECIMAL '0.1000', '12345', X'31', DATE '2000-03-01', TIMESTAMP '2000-03-01 06:07:08.090000', TIMESTAMP '2000-03-01 06:07:08.090000 UTC', TIMESTAMP '2000-03-01 06:07:08.090000 Europe/Berlin', ARRAY[2, 2, 2], ARRAY['x'], MAP(ARRAY['n'], ARRAY[9]));

CREATE TABLE sales (
  sale integer,
  shop varchar,
  day date,
  product varchar,
  amount decimal(12, 2),
  units bigint,
  weight double);

INSERT INTO sales VALUES
  (1, 'north', DATE '2026-01-01', 'tea', DECIMAL '10.50', BIGINT '1', DOUBLE '0.5'),
  (2, 'north', DATE '2026-01-01', 'tea', DECIMAL '21.00', BIGINT '2', DOUBLE '1.0'),
  (3, 'north', DATE '2026-01-02', 'rice', DECIMAL '7.25', BIGINT '3', DOUBLE '3.3'),
  (4, 'north', DATE '2026-01-05', 'salt', DECIMAL '1.99', BIGINT '1', DOUBLE '0.1'),
  (5, 'south', DATE '2026-01-01', 'tea', DECIMAL '9.99', BIGINT '1', DOUBLE '0.5'),
  (6, 'south', DATE '2026-01-03', 'rice', DECIMAL '14.50', BIGINT '6', DOUBLE '6.6'),
  (7, 'south', DATE '2026-01-03', 'rice', DECIMAL '14.50', BIGINT '6', DOUBLE '6.6'),
  (8, 'south', DATE '2026-02-01', NULL, DECIMAL '3.33', NULL, DOUBLE '0.0'),
  (9, 'west', DATE '2026-02-02', 'salt', NULL, BIGINT '10', DOUBLE '1.0'),
  (10, 'west', DATE '2026-02-02', 'tea', DECIMAL '-5.00', BIGINT '-1', DOUBLE '-0.5'),
  (11, NULL, DATE '2026-02-03', 'oil', DECIMAL '100.01', BIGINT '2', NULL),
  (12, NULL, NULL, 'oil', DECIMAL '99.99', BIGINT '2', DOUBLE '2.0');

CREATE TABLE shops (
  id integer,
  shop varchar,
  city varchar,
  opened timestamp(6),
  area real);

INSERT INTO shops VALUES
  (1, 'north', 'Oslo', TIMESTAMP '2020-05-01 09:00:00.000000', REAL '120.5'),
  (2, 'south', 'Roma', TIMESTAMP '2021-11-15 08:30:00.000000', REAL '80.25'),
  (3, 'east', 'Köln', TIMESTAMP '2023-01-01 00:00:00.000000', NULL),
  (4, NULL, 'Nowhere', NULL, REAL '1.0');
