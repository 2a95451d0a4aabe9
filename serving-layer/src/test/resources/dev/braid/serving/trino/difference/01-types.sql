-- The tables as they are: every type, with its extremes.
SELECT * FROM kinds;
SELECT * FROM sales ORDER BY sale;
SELECT * FROM shops ORDER BY id DESC;

-- Constants and their types.
SELECT 1, 2147483647, 2147483648, -1, 9223372036854775807;
SELECT 1.5, 0.05, .5, 10., 1234567890.123456789, -0.00;
SELECT 1e0, 1.5E-3, -2e10;
SELECT 'text', '', 'it''s', U&'\00e4\+01F600';
SELECT X'00ff', X'';
SELECT true, false, NULL;
SELECT DATE '2026-02-28', TIMESTAMP '2026-02-28 01:02:03', TIMESTAMP '2026-02-28 01:02:03.4', TIMESTAMP '2026-02-28 01:02:03.456789';
SELECT TIMESTAMP '2026-02-28 01:02', TIMESTAMP '2026-02-28', TIMESTAMP '2026-2-8 1:02:03';
SELECT TIMESTAMP '2026-02-28 01:02:03 UTC', TIMESTAMP '2026-07-28 01:02:03.5 Europe/Berlin', TIMESTAMP '2026-07-28 01:02:03 +00:00';
SELECT TIME '01:02:03', TIME '01:02:03.456', TIME '23:59:59.999999';
SELECT TINYINT '-128', SMALLINT '7', INTEGER '8', BIGINT '9', REAL '1.25', DOUBLE '2.5', DECIMAL '3.50', DECIMAL '003.50', VARCHAR 'x', BOOLEAN 'true';
SELECT JSON '{"a": [1, 2.50, "x", null, true]}';
SELECT UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59';
SELECT INTERVAL '2' DAY, INTERVAL '-3' HOUR, INTERVAL '1-2' YEAR TO MONTH, INTERVAL '2 03:04:05.678' DAY TO SECOND;
SELECT INTERVAL '90' MINUTE, INTERVAL '5' MONTH, -INTERVAL '5' MONTH, INTERVAL '1' YEAR;
SELECT ARRAY[1, 2, NULL], ARRAY['a', 'bc'], ARRAY[], ARRAY[1, 2.5], ARRAY[ARRAY[1], ARRAY[2, 3]];
SELECT MAP(ARRAY['a', 'b'], ARRAY[1, 2]), MAP(), MAP(ARRAY[1], ARRAY[ARRAY['x']]);
SELECT ROW(1, 'a', 2.5), ROW(NULL);
SELECT CAST(ROW(1, 'a') AS ROW(n bigint, s varchar));
SELECT CAST(ROW(1, 'a') AS ROW(n bigint, s varchar)).n, ROW(1, 'a')[2];
-- refused: CHAR, which pads, is no type here
SELECT CHAR 'abc';
-- refused: IPADDRESS is no type here
SELECT IPADDRESS '10.0.0.1';
-- refused: zones are regions, not offsets
SELECT TIMESTAMP '2026-02-28 01:02:03 +05:30';
-- refused: TIME WITH TIME ZONE is no type here
SELECT TIME '01:02:03+01:00';

-- typeof, with the names that Trino gives.
SELECT typeof(1), typeof(1.50), typeof(1e0), typeof(true), typeof(NULL), typeof(DATE '2026-01-01');
SELECT typeof(ARRAY[1]), typeof(MAP(ARRAY[1], ARRAY['a' || 'b'])), typeof(TIMESTAMP '2026-01-01 00:00:00.123'), typeof(TIMESTAMP '2026-01-01 00:00:00 UTC');
SELECT DISTINCT typeof(flag), typeof(small), typeof(whole), typeof(big), typeof(single), typeof(twice), typeof(price), typeof(exact), typeof(word), typeof(bytes), typeof(day), typeof(moment), typeof(instant), typeof(numbers), typeof(words), typeof(counts) FROM kinds;
SELECT typeof(INTERVAL '1' DAY), typeof(INTERVAL '1' MONTH);

-- Which type several make.
SELECT typeof(whole + big), typeof(small + whole), typeof(small + small), typeof(whole + single), typeof(big + twice), typeof(single + twice) FROM kinds LIMIT 1;
SELECT typeof(price + whole), typeof(price + big), typeof(price * price), typeof(price / price), typeof(price % whole), typeof(exact + price), typeof(exact * price), typeof(price * twice), typeof(price * single) FROM kinds LIMIT 1;
SELECT coalesce(small, big), coalesce(whole, price), coalesce(price, twice), coalesce(single, whole) FROM kinds;
SELECT CASE WHEN id < 5 THEN whole ELSE price END FROM kinds;
SELECT CASE WHEN id < 5 THEN day ELSE moment END FROM kinds WHERE id <> 4;
SELECT IF(id = 1, 1, 2.5), IF(id = 1, 'a'), IF(id = 1, NULL, 1e0) FROM kinds WHERE id < 3;
SELECT id, greatest(whole, small), least(price, whole) FROM kinds;
SELECT x FROM (VALUES 1, 2.5, NULL) AS t(x);
SELECT x FROM (VALUES DATE '2026-01-01', TIMESTAMP '2026-01-01 10:00:00') AS t(x);
SELECT 1 AS x UNION ALL SELECT 2.5 UNION ALL SELECT 3e0;

-- Names of columns.
SELECT id, id AS other, id + 1, count(*) OVER () FROM kinds WHERE id = 1;
SELECT k.id, "ID" FROM kinds k WHERE K.Id = 1;
SELECT "a b", Ab FROM (SELECT 1 AS "a b", 2 AS Ab);
SELECT * FROM (VALUES (1, 'a'));
SELECT ROW(1, 2).field0;
