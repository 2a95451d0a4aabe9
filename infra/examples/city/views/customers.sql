/*---
description: Each customer's orders so far
owner: crm
refresh: full
*/
SELECT
  customer.id AS customer,
  count(*) AS orders,
  sum(amount) AS spent,
  min_by(sku, placed_at) AS first_bought,
  max_by(sku, placed_at) AS last_bought,
  max_by(status, order_id) AS last_status,
  date_diff('day', min(placed_at), max(placed_at)) AS days_between
FROM orders
WHERE customer.id IS NOT NULL
GROUP BY customer.id
