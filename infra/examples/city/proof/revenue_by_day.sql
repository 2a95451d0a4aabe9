-- The mean of a DECIMAL is one, rounded half up; DuckDB's would be a DOUBLE.
SELECT
  ifnull(country, '??') AS country,
  time_bucket(INTERVAL 1 DAY, placed_at) AS day,
  count(*) AS orders,
  sum(amount) AS gross,
  sum(amount - amount * discount) AS revenue,
  CAST((2 * sum(CAST(amount * 100 AS HUGEINT)) + count(amount)) // (2 * count(amount)) AS DECIMAL(20,0)) / 100 AS mean_amount
FROM orders
WHERE amount > 0 AND status != 'cancelled'
GROUP BY ALL
