-- DECIMAL / BIGINT keeps the DECIMAL's scale, rounded half away from zero.
SELECT
  isoyear(placed_at) AS year,
  weekofyear(placed_at) AS week,
  count(*) AS orders,
  sum(quantity) AS pieces,
  CAST(sign(sum(amount)) * ((2 * abs(sum(CAST(amount * 100 AS HUGEINT))) + count(*)) // (2 * count(*))) AS DECIMAL(20,0)) / 100 AS mean_amount,
  sum(quantity) % 10 AS odd_pieces,
  CASE WHEN max(quantity) > 5 THEN max(quantity) WHEN max(quantity) IS NOT NULL THEN 5 END AS most_or_five
FROM orders
WHERE placed_at IS NOT NULL
GROUP BY ALL
