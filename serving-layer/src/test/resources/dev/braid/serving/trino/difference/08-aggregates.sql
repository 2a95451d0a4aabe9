-- Of whole tables.
SELECT count(*), count(flag), count(DISTINCT flag), count(1), count(NULL) FROM kinds;
SELECT sum(small), sum(whole), sum(price), sum(exact) FROM kinds WHERE id <> 4;
SELECT sum(big) FROM kinds;
SELECT sum(big) FROM kinds WHERE id IN (4, 9);
SELECT sum(twice), sum(single) FROM kinds WHERE id IN (1, 2, 9);
SELECT sum(twice), avg(twice) FROM kinds WHERE id = 8 OR id = 7;
SELECT avg(small), avg(whole), avg(big) FROM kinds WHERE id <> 4 AND id <> 5;
SELECT avg(price), avg(exact), avg(single) FROM kinds WHERE id IN (1, 2, 9);
SELECT avg(amount), avg(units), avg(weight), sum(amount), sum(units) FROM sales;
SELECT avg(x) FROM (VALUES 0.01, 0.02, 0.02) AS t(x);
SELECT avg(x) FROM (VALUES -1, -2) AS t(x);
SELECT min(word), max(word), min(day), max(moment), min(price), max(exact), min(flag), max(bytes), max(instant) FROM kinds;
SELECT sum(amount), count(*), min(day), avg(units), array_agg(shop), max(shop), bool_and(true) FROM sales WHERE false;
SELECT sum(exact) FROM kinds WHERE id IN (4, 5);
SELECT sum(x) FROM (VALUES DECIMAL '99999999999999999999999999999999999999', DECIMAL '1') AS t(x);
SELECT count_if(flag), bool_and(flag), bool_or(flag), every(flag) FROM kinds;
SELECT bool_and(x), bool_or(x) FROM (VALUES true, NULL, false) AS t(x);
SELECT bitwise_and_agg(units), bitwise_or_agg(units) FROM sales;
SELECT bitwise_xor_agg(units) FROM sales;
SELECT min_by(product, amount), max_by(product, amount), max_by(shop, day), min_by(sale, weight) FROM sales;
-- refused: no such function
SELECT max_by(product, amount, 2) FROM sales;
-- refused: no such function
SELECT min(sale, 2), max(sale, 3) FROM sales;
SELECT min_by(x, y) FROM (VALUES (NULL, 1), (2, 2)) AS t(x, y);
SELECT max_by(x, y) FROM (VALUES (1, NULL), (2, NULL)) AS t(x, y);
SELECT arbitrary(shop), any_value(units) FROM sales WHERE sale = 3;
SELECT arbitrary(x) FROM (VALUES NULL, 5) AS t(x);
-- refused: no such function
SELECT checksum(shop) FROM sales;
SELECT geometric_mean(units) FROM sales WHERE units > 0;
SELECT geometric_mean(x) FROM (VALUES 1e0, 4e0, 16e0) AS t(x);

-- Spread.
SELECT var_pop(units), var_samp(units), variance(units), stddev_pop(units), stddev_samp(units), stddev(units) FROM sales;
SELECT var_samp(units), stddev(units), var_pop(units), stddev_pop(units) FROM sales WHERE sale = 1;
-- differs: an error where Trino has NaN
SELECT variance(x), stddev(x) FROM (VALUES 1e0, infinity()) AS t(x);
SELECT covar_pop(units, weight), covar_samp(units, weight), corr(units, weight), regr_slope(units, weight), regr_intercept(units, weight) FROM sales;
SELECT corr(x, y), covar_samp(x, y), regr_slope(x, y) FROM (VALUES (1e0, 1e0)) AS t(x, y);
SELECT corr(x, y), regr_slope(y, x) FROM (VALUES (1e0, 1e0), (1e0, 2e0)) AS t(x, y);
SELECT skewness(units), kurtosis(units) FROM sales;
SELECT skewness(units) FROM sales;
SELECT stddev(amount), var_pop(amount) FROM sales;
SELECT entropy(units) FROM sales WHERE units > 0;
SELECT regr_count(units, weight), regr_r2(units, weight) FROM sales;

-- Sketches: as near, not the same.
-- within: 0.05
SELECT approx_distinct(shop), approx_distinct(day), approx_distinct(sale) FROM sales;
-- within: 0.05
SELECT approx_distinct(sale, 0.01) FROM sales;
SELECT approx_distinct(NULL), approx_distinct(shop) FROM sales WHERE false;
-- within: 0.05
SELECT approx_distinct(x) FROM UNNEST(sequence(1, 5000)) AS t(x);
-- within: 0.02
SELECT approx_percentile(x, 0.5), approx_percentile(x, 0.99), approx_percentile(x, ARRAY[0.1, 0.9]) FROM UNNEST(sequence(1, 5000)) AS t(x);
-- within: 0.02
SELECT approx_percentile(CAST(x AS double), 0.25), approx_percentile(CAST(x AS real), 0.75) FROM UNNEST(sequence(1, 5000)) AS t(x);
SELECT approx_percentile(units, 0.5) FROM sales WHERE false;
SELECT approx_percentile(units, 1.5) FROM sales;
-- refused: no such function
SELECT approx_percentile(units, units, 0.5) FROM sales;
-- refused: no such function
SELECT approx_most_frequent(2, shop, 10) FROM sales;
-- refused: no such function
SELECT numeric_histogram(2, units) FROM sales;
-- refused: no such function
SELECT approx_set(shop) FROM sales;
-- refused: no such function
SELECT cardinality(approx_set(shop)) FROM sales;

-- Collected.
SELECT array_agg(sale ORDER BY sale DESC), array_agg(product ORDER BY sale), array_agg(units ORDER BY units NULLS FIRST, sale) FROM sales;
SELECT array_sort(array_agg(DISTINCT shop)) FROM sales;
SELECT array_agg(sale ORDER BY amount DESC, sale) FILTER (WHERE amount > 10) FROM sales;
SELECT listagg(product, ',') WITHIN GROUP (ORDER BY sale) FROM sales;
SELECT listagg(product) WITHIN GROUP (ORDER BY sale DESC) FROM sales WHERE sale < 4;
SELECT listagg(DISTINCT product, '; ') WITHIN GROUP (ORDER BY product) FROM sales;
SELECT listagg(units, ',') WITHIN GROUP (ORDER BY sale) FROM sales;
SELECT histogram(shop), histogram(units) FROM sales;
SELECT map_agg(sale, amount) FROM sales WHERE sale < 3;
SELECT set_agg(shop) FROM sales WHERE sale = 1;
-- refused: no such function
SELECT reduce_agg(units, 0, (a, b) -> a + b, (a, b) -> a + b) FROM sales WHERE units IS NOT NULL;

-- DISTINCT and FILTER.
SELECT count(DISTINCT shop), sum(DISTINCT units), avg(DISTINCT amount), count(DISTINCT product) FILTER (WHERE units > 1) FROM sales;
SELECT count(*) FILTER (WHERE units > 2), sum(amount) FILTER (WHERE shop = 'north'), max(sale) FILTER (WHERE false) FROM sales;
SELECT shop, count(DISTINCT product) FROM sales GROUP BY shop;
SELECT count(DISTINCT twice) FROM kinds;

-- Grouped.
SELECT shop, count(*), sum(amount), avg(amount) FROM sales GROUP BY shop;
SELECT shop, product, sum(units) AS units FROM sales GROUP BY 1, 2 ORDER BY units DESC, shop, product;
SELECT upper(shop), count(*) FROM sales GROUP BY upper(shop) HAVING count(*) > 2;
SELECT date_trunc('month', day), sum(amount) FROM sales GROUP BY date_trunc('month', day);
SELECT shop, sum(amount) / count(*) AS mean, sum(units) / count(*) FROM sales GROUP BY shop;
SELECT month(day) AS m, count(*) FROM sales GROUP BY month(day) ORDER BY m;
SELECT shop FROM sales GROUP BY shop ORDER BY sum(amount) DESC;
SELECT shop, day FROM sales GROUP BY shop;
SELECT shop, amount FROM sales GROUP BY shop HAVING sum(units) > 1;
SELECT count(*) FROM sales HAVING count(*) > 100;
SELECT shop, count(*) FROM sales GROUP BY ROLLUP (shop);
SELECT shop, product, count(*), grouping(shop, product) FROM sales GROUP BY ROLLUP (shop, product);
SELECT shop, product, sum(units), grouping(shop), grouping(product) FROM sales GROUP BY CUBE (shop, product);
SELECT shop, product, count(*) FROM sales GROUP BY GROUPING SETS ((shop), (product), ());
SELECT shop, product, count(*) FROM sales GROUP BY shop, ROLLUP (product);
SELECT shop, count(*) FROM sales GROUP BY GROUPING SETS (shop, ());
-- refused: GROUP BY DISTINCT
SELECT shop, count(*) FROM sales GROUP BY DISTINCT ROLLUP (shop);
SELECT count(*) FROM sales GROUP BY ();
SELECT count(*) FROM sales WHERE false GROUP BY shop;
SELECT sum(sum(units)) FROM sales;
SELECT sum(units) FROM sales WHERE sum(units) > 1;
SELECT shop AS s FROM sales GROUP BY s;
SELECT count(*) FROM sales GROUP BY 2;
SELECT sum(shop) FROM sales;
SELECT avg(day) FROM sales;
SELECT twice, count(*) FROM kinds GROUP BY twice;
SELECT flag, whole % 2, count(*) FROM kinds GROUP BY flag, whole % 2;
SELECT CASE WHEN units > 2 THEN 'many' ELSE 'few' END AS size, count(*) FROM sales GROUP BY CASE WHEN units > 2 THEN 'many' ELSE 'few' END;
SELECT DISTINCT shop, product FROM sales;
SELECT DISTINCT shop FROM sales ORDER BY shop;
SELECT DISTINCT shop FROM sales ORDER BY sale;
