-- All of them in order: the answers' ranks are looked up in these.
SELECT
  coalesce(country, '??') AS country,
  list_sort(list(CAST(amount AS DOUBLE)) FILTER (WHERE amount IS NOT NULL)) AS median,
  list_sort(list(CAST(amount AS DOUBLE)) FILTER (WHERE amount IS NOT NULL)) AS spread,
  count(amount) AS amounts,
  min(amount) AS least,
  max(amount) AS greatest
FROM orders
GROUP BY ALL
