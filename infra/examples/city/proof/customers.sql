SELECT
  customer.id AS customer,
  count(*) AS orders,
  sum(amount) AS spent,
  first(sku ORDER BY placed_at, sku NULLS FIRST) FILTER (WHERE placed_at IS NOT NULL) AS first_bought,
  first(sku ORDER BY placed_at DESC, sku NULLS FIRST) FILTER (WHERE placed_at IS NOT NULL) AS last_bought,
  first(status ORDER BY order_id DESC, status NULLS FIRST) AS last_status,
  date_sub('day', min(placed_at), max(placed_at)) AS days_between
FROM orders
WHERE customer.id IS NOT NULL
GROUP BY ALL
