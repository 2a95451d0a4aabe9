SELECT
  CASE WHEN status IN ('new', 'packed') THEN 'open' WHEN status = 'delivered' THEN 'done' ELSE status END AS stage,
  count(*) AS orders,
  count(*) FILTER (WHERE paid) AS paid,
  count(*) FILTER (WHERE paid) * 100.0 / count(*) AS percent_paid,
  sum(CASE WHEN paid THEN amount END) AS received,
  sum(CASE WHEN NOT paid THEN amount END) AS outstanding,
  bool_and(paid) AS all_paid,
  count(coupon) > 0 AS any_coupon
FROM orders
GROUP BY ALL
