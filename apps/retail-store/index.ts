import type { ApplicationDescription } from "../../components/workloads";
import { cart, cartDynamodb } from "./cart";
import { catalog, catalogMysql } from "./catalog";
import { checkout, checkoutRedis } from "./checkout";
import { orders, ordersPostgresql, ordersRabbitmq } from "./orders";
import { ui } from "./ui";

/**
 * The AWS retail store sample: five microservices, each with the store that it owns.
 *
 * @see https://github.com/aws-containers/retail-store-sample-app
 */
export const retailStore = {
    services: {
        ui,
        catalog,
        "catalog-mysql": catalogMysql,
        cart,
        "cart-dynamodb": cartDynamodb,
        orders,
        "orders-postgresql": ordersPostgresql,
        "orders-rabbitmq": ordersRabbitmq,
        checkout,
        "checkout-redis": checkoutRedis,
    },
} satisfies ApplicationDescription;
