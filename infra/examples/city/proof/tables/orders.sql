SELECT
  order_id,
  customer,
  shipping.address.country AS country,
  shipping.address.city AS city,
  sku,
  quantity,
  CAST(amount AS DECIMAL(12,2)) AS amount,
  CAST(discount AS DECIMAL(5,4)) AS discount,
  status,
  coupon,
  paid,
  CAST(placed_at AS TIMESTAMP) AS placed_at
FROM read_json(
  getvariable('events'),
  format = 'newline_delimited',
  columns = {
    order_id: 'VARCHAR',
    customer: 'STRUCT(id BIGINT, email VARCHAR)',
    shipping: 'STRUCT(address STRUCT(country VARCHAR, city VARCHAR))',
    sku: 'VARCHAR',
    quantity: 'INTEGER',
    amount: 'VARCHAR',
    discount: 'VARCHAR',
    status: 'VARCHAR',
    coupon: 'VARCHAR',
    paid: 'BOOLEAN',
    placed_at: 'VARCHAR'})
