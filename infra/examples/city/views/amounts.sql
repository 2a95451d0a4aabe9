SELECT
  coalesce(country, '??') AS country,
  approx_percentile(amount, 0.5) AS median,
  approx_percentile(amount, ARRAY[0.1, 0.9, 0.99]) AS spread,
  count(amount) AS amounts,
  min(amount) AS least,
  max(amount) AS greatest
FROM orders
GROUP BY coalesce(country, '??')
