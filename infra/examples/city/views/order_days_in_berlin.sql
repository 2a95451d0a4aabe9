-- A day is Berlin's: 23 hours long in March, 25 in October.
SELECT
  date_trunc('day', placed_at AT TIME ZONE 'Europe/Berlin') AS day,
  count(*) AS orders,
  min(placed_at) AS first_order,
  max(placed_at) AS last_order,
  approx_distinct(customer.id) AS customers
FROM orders
GROUP BY date_trunc('day', placed_at AT TIME ZONE 'Europe/Berlin')
