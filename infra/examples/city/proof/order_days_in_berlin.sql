SELECT
  date_trunc('day', timezone('UTC', placed_at) AT TIME ZONE 'Europe/Berlin') AT TIME ZONE 'Europe/Berlin' AS day,
  count(*) AS orders,
  min(placed_at) AS first_order,
  max(placed_at) AS last_order,
  count(DISTINCT customer.id) AS customers
FROM orders
GROUP BY ALL
