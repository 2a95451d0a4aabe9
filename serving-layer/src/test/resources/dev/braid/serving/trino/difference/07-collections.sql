-- Arrays.
SELECT id, cardinality(numbers), cardinality(words), cardinality(counts) FROM kinds;
SELECT id, element_at(numbers, 1), element_at(numbers, -1), element_at(numbers, 10), element_at(words, 2) FROM kinds;
SELECT numbers[1] FROM kinds WHERE id IN (1, 2, 3);
SELECT numbers[1] FROM kinds WHERE id = 7;
SELECT numbers[0] FROM kinds WHERE id = 1;
SELECT numbers[-1] FROM kinds WHERE id = 1;
SELECT element_at(numbers, 0) FROM kinds WHERE id = 1;
SELECT id, contains(numbers, 2), contains(words, 'apple'), contains(numbers, NULL) FROM kinds;
SELECT id, array_position(numbers, 2), array_max(numbers), array_min(numbers), array_max(words) FROM kinds;
SELECT id, array_sort(numbers), array_distinct(numbers), array_sort(words), array_distinct(words) FROM kinds;
-- refused: an order of one's own
SELECT array_sort(ARRAY[3, 1, 2], (x, y) -> IF(x < y, 1, IF(x = y, 0, -1)));
SELECT id, array_join(numbers, ','), array_join(numbers, '-', '?'), array_join(words, '') FROM kinds;
SELECT array_join(ARRAY[1.5, 2.25], ';'), array_join(ARRAY[true, false], ' '), array_join(ARRAY[1e0, nan()], ' '), array_join(ARRAY[DATE '2026-01-01'], ' ');
SELECT id, slice(numbers, 1, 2), slice(numbers, -2, 2), slice(numbers, 10, 1) FROM kinds;
SELECT slice(ARRAY[1, 2], 0, 1);
SELECT slice(ARRAY[1, 2], 1, -1);
SELECT sequence(1, 5), sequence(5, 1), sequence(1, 10, 3), sequence(10, 1, -4), sequence(DATE '2026-01-30', DATE '2026-02-02');
SELECT sequence(DATE '2026-01-01', DATE '2026-03-01', INTERVAL '1' MONTH), sequence(TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 03:00:00', INTERVAL '1' HOUR), sequence(DATE '2026-01-03', DATE '2026-01-01', INTERVAL '-1' DAY);
SELECT sequence(1, 5, 0);
SELECT sequence(1, 5, -1);
SELECT id, transform(numbers, x -> x * 2), filter(numbers, x -> x > 1), transform(words, w -> upper(w)) FROM kinds WHERE id <> 8;
SELECT transform(ARRAY[1, 2], x -> CAST(x AS varchar)), transform(ARRAY['a'], x -> length(x)), filter(ARRAY[1, NULL, 3], x -> x IS NOT NULL), transform(ARRAY[ARRAY[1, 2]], a -> cardinality(a));
SELECT id, any_match(numbers, x -> x > 3), all_match(numbers, x -> x > 0), none_match(numbers, x -> x > 5) FROM kinds;
SELECT any_match(ARRAY[], x -> true), all_match(ARRAY[], x -> false), none_match(ARRAY[], x -> true), any_match(ARRAY[NULL], x -> x > 1);
SELECT transform(numbers, x -> x + whole) FROM kinds WHERE id IN (1, 2, 6);
SELECT reduce(ARRAY[1, 2, 3], 0, (s, x) -> s + x, s -> s);
SELECT zip_with(ARRAY[1, 2], ARRAY[3, 4], (x, y) -> x + y);
SELECT ARRAY[1, 2] || ARRAY[3], ARRAY[1] || 2, 0 || ARRAY[1], numbers || ARRAY[99], concat(ARRAY[1], ARRAY[2], ARRAY[3]) FROM kinds WHERE id IN (1, 3, 7);
SELECT reverse(numbers), reverse(words) FROM kinds;
SELECT numbers = ARRAY[3, 1, 2], numbers < ARRAY[4], words = ARRAY['a', 'b'] FROM kinds WHERE id NOT IN (2, 4);
SELECT ARRAY[1, NULL] = ARRAY[1, NULL], ARRAY[1, NULL] = ARRAY[2, NULL], ARRAY[1] = ARRAY[1, 2];
SELECT flatten(ARRAY[ARRAY[1, 2], ARRAY[3]]), array_union(ARRAY[1, NULL, 2], ARRAY[2, 3]), array_except(ARRAY[1, 2, 1, NULL], ARRAY[2, 3]);
-- refused: no such function
SELECT array_intersect(ARRAY[1, 2], ARRAY[2, 3]);
SELECT array_remove(ARRAY[1, 2, 1], 1), array_remove(ARRAY[1, NULL], 2), repeat(7, 3), repeat('x', 0), repeat(NULL, 2);
-- refused: no such function
SELECT arrays_overlap(ARRAY[1, 2], ARRAY[2, 3]);
SELECT array_first(ARRAY[5, 6]), array_last(ARRAY[5, 6]);
-- refused: no such function
SELECT ngrams(ARRAY['a', 'b', 'c'], 2);
-- refused: no such function
SELECT combinations(ARRAY[1, 2, 3], 2);
-- refused: no such function
SELECT zip(ARRAY[1, 2], ARRAY['a', 'b']);
SELECT cardinality(ARRAY[]), ARRAY[1][1], ARRAY['a', NULL][2], ARRAY[ARRAY[1, 2], ARRAY[3]][2][1];
SELECT numbers, count(*) FROM kinds GROUP BY numbers;
SELECT DISTINCT words FROM kinds;
SELECT cardinality(1);
SELECT ARRAY[1, 'a'];
SELECT contains(ARRAY[1], 'a');
SELECT array_max(ARRAY[1e0, nan(), 3e0]), array_min(ARRAY[nan(), 1e0]), array_sort(ARRAY[nan(), 1e0, infinity()]);
SELECT histogram(x), array_sort(array_agg(x)) FROM UNNEST(ARRAY[1, 2, 2, NULL]) AS t(x);

-- Maps.
SELECT id, counts['x'] FROM kinds WHERE id IN (1, 2, 8);
SELECT counts['nope'] FROM kinds WHERE id = 1;
SELECT id, element_at(counts, 'x'), element_at(counts, 'nope'), map_keys(counts), map_values(counts) FROM kinds WHERE id <> 5;
SELECT array_sort(map_keys(counts)), array_sort(map_values(counts)) FROM kinds;
SELECT MAP(ARRAY['a', 'a'], ARRAY[1, 2]);
SELECT MAP(ARRAY[NULL], ARRAY[1]);
SELECT MAP(ARRAY['a', 'b'], ARRAY[1]);
SELECT MAP(ARRAY[1, 2], ARRAY['x', 'y'])[2], MAP(ARRAY[DATE '2026-01-01'], ARRAY[1]), cardinality(MAP());
SELECT map_concat(MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY['a', 'b'], ARRAY[2, 3]));
SELECT map_filter(counts, (k, v) -> v > 1) FROM kinds;
SELECT transform_values(counts, (k, v) -> v + 1), transform_keys(counts, (k, v) -> upper(k)) FROM kinds;
SELECT map_entries(MAP(ARRAY['a'], ARRAY[1])), map_from_entries(ARRAY[ROW('a', 1)]);
SELECT map_agg(word, id) FROM kinds WHERE word IS NOT NULL;
SELECT map_agg(shop, sale) FROM sales WHERE sale IN (1, 5, 9);
SELECT map_agg(k, v) FROM (VALUES ('a', 1), ('a', 2), (NULL, 3)) AS t(k, v) WHERE k IS NULL OR v = 1;
-- refused: no such function
SELECT multimap_agg(k, v) FROM (VALUES ('a', 1), ('a', 2)) AS t(k, v);
SELECT counts = MAP(ARRAY['y', 'x'], ARRAY[2, 1]), MAP(ARRAY[1], ARRAY[2]) = MAP(ARRAY[1], ARRAY[2]) FROM kinds WHERE id IN (1, 8);
SELECT element_at(counts, 1) FROM kinds;

-- UNNEST.
SELECT id, n FROM kinds CROSS JOIN UNNEST(numbers) AS t(n);
SELECT id, n, o FROM kinds CROSS JOIN UNNEST(numbers) WITH ORDINALITY AS t(n, o);
SELECT id, k, v FROM kinds CROSS JOIN UNNEST(counts) AS t(k, v);
SELECT id, n FROM kinds LEFT JOIN UNNEST(numbers) AS t(n) ON true;
SELECT * FROM UNNEST(ARRAY[1, 2, 3]);
SELECT * FROM UNNEST(ARRAY[1, 2, 3], ARRAY['a']) AS t(a, b);
SELECT * FROM UNNEST(ARRAY[1, 2], ARRAY['a', 'b', 'c']) WITH ORDINALITY;
SELECT * FROM UNNEST(MAP(ARRAY['a', 'b'], ARRAY[1, 2])) AS t(k, v);
SELECT * FROM UNNEST(ARRAY[ROW(1, 'a'), ROW(2, 'b')]) AS t(n, s);
SELECT id, w, n FROM kinds CROSS JOIN UNNEST(words, numbers) AS t(w, n) WHERE id IN (1, 4, 5);
SELECT sum(n) FROM kinds, UNNEST(numbers) AS t(n) WHERE id IN (1, 5);
SELECT * FROM UNNEST(MAP(ARRAY['a'], ARRAY[1])) WITH ORDINALITY AS t(k, v, o);
SELECT id, r.n FROM kinds CROSS JOIN UNNEST(ARRAY[CAST(ROW(id, 'q') AS ROW(n integer, s varchar))]) AS r(n, s) WHERE id < 3;
SELECT * FROM UNNEST(1);
SELECT * FROM UNNEST(CAST(NULL AS array(integer))) AS t(x);
SELECT * FROM UNNEST(sequence(1, 3)) AS t(x) CROSS JOIN UNNEST(sequence(1, x)) AS u(y);

-- Rows.
SELECT ROW(1, 'a') = ROW(1, 'a'), ROW(1, 2) < ROW(1, 3), ROW(1, NULL) IS NULL, (1, 2) IN ((1, 2), (3, 4));
SELECT id FROM kinds WHERE (id, flag) IN ((1, true), (2, true));
SELECT id FROM kinds WHERE (id, small) IN (SELECT id, small FROM kinds WHERE small > 5);
SELECT r.a, r.b FROM (SELECT CAST(ROW(id, word) AS ROW(a integer, b varchar)) AS r FROM kinds WHERE id < 3);
SELECT r.* FROM (SELECT CAST(ROW(1, 'x') AS ROW(a integer, b varchar)) AS r);
SELECT (CAST(ROW(1, 'x') AS ROW(a integer, b varchar))).c;
SELECT array_agg(ROW(id, flag) ORDER BY id) FROM kinds WHERE id < 3;

-- Lambdas over NULL, within one another, and over maps.
SELECT reduce(numbers, BIGINT '0', (s, x) -> s + x, s -> s), reduce(words, '', (s, w) -> s || coalesce(w, '?'), s -> upper(s)) FROM kinds WHERE id <> 8;
SELECT zip_with(ARRAY[1, 2, 3], ARRAY['a'], (n, s) -> s), zip_with(numbers, words, (n, w) -> w || CAST(n AS varchar)) FROM kinds;
SELECT transform(ARRAY[ARRAY[1, 2], ARRAY[3]], a -> transform(a, x -> x * cardinality(a))), transform(ARRAY[1, 2], x -> transform(ARRAY[10], y -> x + y));
SELECT CAST(ARRAY[ARRAY[1e0, nan()], NULL] AS array(array(varchar))), CAST(MAP(ARRAY[1e0], ARRAY[1.50]) AS map(varchar, varchar));
SELECT array_sort(map_keys(map_concat(counts, MAP(ARRAY['x', 'new'], ARRAY[BIGINT '7', 8])))) FROM kinds;
SELECT MAP(ARRAY['a'], ARRAY[NULL]) = MAP(ARRAY['a'], ARRAY[NULL]), MAP(ARRAY['a'], ARRAY[1]) <> MAP(ARRAY['b'], ARRAY[1]), ARRAY[1, 2] <> ARRAY[1, 3];
SELECT * FROM UNNEST(ARRAY[ROW(1, 'a'), ROW(2, 'b')], ARRAY[true]) WITH ORDINALITY AS t(n, s, b, o);
SELECT id, t.k, t.v FROM kinds CROSS JOIN UNNEST(map_entries(counts)) AS t(k, v) WHERE v > 1;
-- refused: a lambda over what rows are grouped by
SELECT small, transform(ARRAY[1], x -> x + small) FROM kinds GROUP BY small;
SELECT filter(numbers, x -> x <> 7), filter(words, w -> w LIKE '%a%'), transform(numbers, x -> x IS NULL) FROM kinds;
