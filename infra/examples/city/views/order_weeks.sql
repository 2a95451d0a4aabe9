SELECT
  EXTRACT(YEAR_OF_WEEK FROM placed_at) AS year,
  EXTRACT(WEEK FROM placed_at) AS week,
  count(*) AS orders,
  sum(quantity) AS pieces,
  sum(amount) / count(*) AS mean_amount,
  sum(quantity) % 10 AS odd_pieces,
  greatest(max(quantity), 5) AS most_or_five
FROM orders
WHERE placed_at IS NOT NULL
GROUP BY EXTRACT(YEAR_OF_WEEK FROM placed_at), EXTRACT(WEEK FROM placed_at)
