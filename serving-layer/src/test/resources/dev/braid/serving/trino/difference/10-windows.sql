-- Ranks.
SELECT sale, row_number() OVER (ORDER BY sale), rank() OVER (ORDER BY day, shop), dense_rank() OVER (ORDER BY shop) FROM sales;
SELECT sale, rank() OVER (PARTITION BY shop ORDER BY amount DESC), row_number() OVER (PARTITION BY shop ORDER BY amount, sale) FROM sales;
SELECT sale, percent_rank() OVER (ORDER BY units), cume_dist() OVER (ORDER BY units), ntile(4) OVER (ORDER BY sale) FROM sales;
SELECT sale, ntile(3) OVER (PARTITION BY shop ORDER BY sale) FROM sales;
SELECT ntile(0) OVER (ORDER BY sale) FROM sales;

-- Neighbours.
SELECT sale, lag(units) OVER (ORDER BY sale), lead(units) OVER (ORDER BY sale), lag(units, 2) OVER (ORDER BY sale), lead(units, 2, -1) OVER (ORDER BY sale) FROM sales;
SELECT sale, lag(shop, 0) OVER (ORDER BY sale), lag(product, 1, 'none') OVER (PARTITION BY shop ORDER BY sale) FROM sales;
SELECT sale, lag(units) IGNORE NULLS OVER (ORDER BY sale), lead(units) IGNORE NULLS OVER (ORDER BY sale) FROM sales;
SELECT sale, first_value(units) OVER (PARTITION BY shop ORDER BY sale), last_value(units) OVER (PARTITION BY shop ORDER BY sale), nth_value(units, 2) OVER (PARTITION BY shop ORDER BY sale) FROM sales;
SELECT sale, first_value(units) IGNORE NULLS OVER (ORDER BY sale DESC), last_value(product) IGNORE NULLS OVER (ORDER BY sale ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM sales;
SELECT lag(units, -1) OVER (ORDER BY sale) FROM sales;
SELECT nth_value(units, 0) OVER (ORDER BY sale) FROM sales;
SELECT lag(units, 1, 'x') OVER (ORDER BY sale) FROM sales;

-- Aggregates over frames.
SELECT sale, sum(units) OVER (ORDER BY sale), count(*) OVER (), avg(amount) OVER (PARTITION BY shop), max(units) OVER (PARTITION BY shop ORDER BY sale) FROM sales;
SELECT sale, sum(units) OVER (ORDER BY sale ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING), sum(units) OVER (ORDER BY sale ROWS 2 PRECEDING), min(units) OVER (ORDER BY sale ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) FROM sales;
SELECT sale, sum(units) OVER (ORDER BY day RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM sales;
SELECT sale, sum(units) OVER (ORDER BY sale RANGE BETWEEN 2 PRECEDING AND CURRENT ROW) FROM sales;
SELECT sale, sum(units) OVER (ORDER BY day RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND CURRENT ROW) FROM sales WHERE day IS NOT NULL;
SELECT sale, count(*) OVER (ORDER BY shop GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM sales;
SELECT sale, sum(amount) OVER w, count(*) OVER w FROM sales WINDOW w AS (PARTITION BY shop ORDER BY sale);
SELECT sale, sum(amount) OVER (w ORDER BY sale) FROM sales WINDOW w AS (PARTITION BY shop);
SELECT sale, array_agg(units) OVER (PARTITION BY shop ORDER BY sale) FROM sales;
-- differs: answered; Trino refuses FILTER with OVER
SELECT sale, count(*) FILTER (WHERE units > 1) OVER (PARTITION BY shop) FROM sales;
SELECT sale, sum(amount) OVER (PARTITION BY shop) / sum(amount) OVER () FROM sales WHERE shop IN ('north', 'south');
SELECT shop, sum(units), rank() OVER (ORDER BY sum(units) DESC), sum(sum(units)) OVER () FROM sales GROUP BY shop;
SELECT sale, stddev(units) OVER (ORDER BY sale), bool_or(units > 5) OVER (ORDER BY sale) FROM sales;
SELECT sale, avg(amount) OVER (ORDER BY sale ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM sales;
SELECT sale FROM (SELECT sale, row_number() OVER (PARTITION BY shop ORDER BY amount DESC NULLS LAST, sale) AS n FROM sales) WHERE n = 1;
SELECT count(DISTINCT shop) OVER () FROM sales;
SELECT sale FROM sales WHERE row_number() OVER () = 1;
SELECT sum(units) OVER (ORDER BY sale ROWS BETWEEN 1 FOLLOWING AND 1 PRECEDING) FROM sales;
SELECT sum(units) OVER (ORDER BY sale ROWS BETWEEN CURRENT ROW AND 1 PRECEDING) FROM sales;
SELECT sum(units) OVER (ORDER BY shop RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM sales;
SELECT sum(units) OVER nope FROM sales;
SELECT sale, sum(units) OVER (ORDER BY amount, sale) AS running FROM sales ORDER BY running, sale;
SELECT sale, approx_distinct(shop) OVER (ORDER BY sale) FROM sales;
SELECT sale, max_by(product, amount) OVER (PARTITION BY shop) FROM sales;
SELECT DISTINCT shop, count(*) OVER (PARTITION BY shop) FROM sales;
SELECT sale, lag(day) OVER (ORDER BY sale), date_diff('day', lag(day) OVER (ORDER BY sale), day) FROM sales;
