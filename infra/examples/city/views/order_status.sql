SELECT
  CASE status WHEN 'new' THEN 'open' WHEN 'packed' THEN 'open' WHEN 'delivered' THEN 'done' ELSE status END AS stage,
  count(*) AS orders,
  count_if(paid) AS paid,
  100e0 * count_if(paid) / count(*) AS percent_paid,
  sum(amount) FILTER (WHERE paid) AS received,
  sum(amount) FILTER (WHERE NOT paid) AS outstanding,
  bool_and(paid) AS all_paid,
  bool_or(coupon IS NOT NULL) AS any_coupon
FROM orders
GROUP BY CASE status WHEN 'new' THEN 'open' WHEN 'packed' THEN 'open' WHEN 'delivered' THEN 'done' ELSE status END
