import assert from "node:assert/strict";
import { secretArguments } from "../../../policies/model/secrets/arguments";

/** Command lines as programs' own help has them; `hunter2` is in the argument that is to be found. */
const SECRETS: readonly (readonly string[])[] = [
    ...[
        "rabbitmqctl add_user shop hunter2",
        "rabbitmqctl -n rabbit@a change_password shop hunter2",
        "/usr/sbin/rabbitmqctl authenticate_user -- shop hunter2",
        "redis-cli -h cache -a hunter2 ping",
        "redis-cli --pass hunter2",
        "valkey-cli AUTH hunter2",
        "redis-cli config set requirepass hunter2",
        "mysql -uroot -phunter2 -e x",
        "mariadb-admin -phunter2 ping",
        "mysqladmin -u root password hunter2",
        "mongosh -u a -p hunter2",
        "mongodump -phunter2",
        "sqlcmd -S db -U sa -P hunter2",
        "/opt/mssql-tools18/bin/sqlcmd -S db -U sa -Phunter2 -Q x",
        "bcp a in b -P hunter2",
        "sqlplus -S shop/hunter2@db",
        "cqlsh -u a -p hunter2",
        "neo4j-admin dbms set-initial-password hunter2",
        "elasticsearch-users useradd a -p hunter2 -r superuser",
        "etcdctl --user root:hunter2 get x",
        "etcdctl --user=root:hunter2 get x",
        "mosquitto_pub -u a -P hunter2 -t x",
        "mosquitto_passwd -c -b /etc/f shop hunter2",
        "mc alias set local http://minio:9000 root hunter2",
        "mc admin user add local shop hunter2",
        "ldapsearch -x -D cn=a -w hunter2",
        "curl -u shop:hunter2 http://a",
        "curl -sfu shop:hunter2 http://a",
        "curl -ushop:hunter2 http://a",
        "curl --user=shop:hunter2 http://a",
        "curl --proxy-user shop:hunter2 http://a",
        "curl --oauth2-bearer hunter2 http://a",
        "-u shop:hunter2 http://a",
        "http -a shop:hunter2 http://a",
        "wget --http-password hunter2 http://a",
        "smbclient //a/b -U shop%hunter2",
        "lftp -u shop,hunter2 a",
        "sshpass -phunter2 ssh a",
        "docker login -u a -p hunter2 a.example.com",
        "helm registry login a.example.com -u a -p hunter2",
        "az login --service-principal -u a -p hunter2",
        "vault login -no-print hunter2",
        "aws configure set aws_secret_access_key hunter2",
        "dotnet user-secrets set Db:Password hunter2",
        "grafana-cli admin reset-admin-password hunter2",
        "snmpget -v3 -A hunter2 a",
        "htpasswd -bn shop hunter2",
        "htpasswd -c -b /etc/f shop hunter2",
        "keytool -list -storepass hunter2",
        "openssl rsa -passin pass:hunter2 -in a",
        "openssl enc -aes-256-cbc -k hunter2",
        "unzip -P hunter2 a.zip",
        "7z x -phunter2 a.7z",
        "dotnet run /p:Password=hunter2",
        "msbuild /p:A=1;DbPassword=hunter2",
        "msbuild -property:DbPassword=hunter2",
        "app /Db:Password=hunter2",
        "app Db:Password=hunter2",
        "app /Db:Password hunter2",
        "app --Db:Password hunter2",
        "app --db.password:hunter2",
        "app -Password:hunter2",
        "app /Password:hunter2",
        "app Server=db;Password=hunter2",
    ].map((line) => line.split(" ")),
    ["psql", "-c", "ALTER USER shop WITH PASSWORD 'hunter2'"],
    ["mysql", "-e", "CREATE USER 'shop'@'%' IDENTIFIED BY 'hunter2'"],
    ["mysql", "-e", "ALTER USER a IDENTIFIED WITH caching_sha2_password BY 'hunter2'"],
    ["sh", "-c", "sleep 5 && rabbitmqctl add_user shop 'hunter2' && rabbitmqctl set_user_tags shop administrator"],
    ["sh", "-c", "echo hunter2 | docker login -u a --password-stdin"],
    ["sh", "-c", 'echo "shop:hunter2" | chpasswd'],
    ["bash", "-c", "exec /app /p:Password=hunter2"],
];

/** Command lines without one: what the programs mean by these letters otherwise, and what is filled in. */
const OTHERS: readonly (readonly string[])[] = [
    ...[
        "rabbitmqctl add_user shop $(PASSWORD)",
        "rabbitmqctl add_user shop",
        "rabbitmqctl set_user_tags shop administrator",
        "rabbitmqctl add_vhost shop",
        "redis-cli -a $REDIS_PASSWORD ping",
        "redis-cli config set maxmemory 1gb",
        "redis-cli -h cache ping",
        "mysql -p$MYSQL_ROOT_PASSWORD",
        "mysql -p -h db",
        "mysql -P 3306 -h db",
        "mysqldump --port=3306",
        "mongosh --port 27017",
        "sqlcmd -S db -P $(SA_PASSWORD)",
        "sqlplus /nolog",
        "sqlplus @/opt/a.sql",
        "etcdctl --user root get x",
        "curl -u $USER:$PASS http://a",
        "curl -u shop http://a",
        "curl -H Accept:text http://a",
        "chown -R 1000:1000 /data",
        "docker run -u 1000:1000 -p 8080:80 a",
        "podman run --user 1000:1000 docker://a/b",
        "rsync -avu a:/b http://a",
        "docker login -u a --password-stdin",
        "vault login -method=userpass username=shop",
        "aws configure set region eu-west-1",
        "dotnet run /p:Configuration=Release",
        "mosquitto_sub -p 1883 -h a",
        "htpasswd -n shop",
        "cp -a source target",
        "mkdir -p data",
        "grep -P pattern",
        "ssh -p2222 a",
        "psql -p 5432",
        "tar -C /secret -p",
        "app --secret-name:shop",
        "app --volume:/etc/secret:/a",
        "app -v /secret:ro",
        "app -v /token:/a:ro",
        "app /bin/token x",
        "/token serve",
        "app --key:value",
        "app --password-file:/etc/a",
        "app /p:PasswordFile=/etc/a",
    ].map((line) => line.split(" ")),
    ["psql", "-c", "ALTER USER shop WITH PASSWORD :'password'"],
    ["psql", "-c", "ALTER USER shop WITH PASSWORD '$PASSWORD'"],
    ["sh", "-c", 'rabbitmqctl add_user shop "$PASSWORD"; rabbitmqctl list_users'],
    ["sh", "-c", "echo $TOKEN | docker login -u a --password-stdin"],
    ["sh", "-c", "cat /etc/a | chpasswd"],
];

describe("A command's secret", () => {
    for (const words of SECRETS) {
        it(`is seen in ${words.join(" ")} (sibling of case 223)`, () => {
            const expected = words.findIndex((word) => word.includes("hunter2"));
            assert.deepEqual(
                secretArguments(words).map(({ index }) => index),
                [expected],
            );
        });
    }

    for (const words of OTHERS) {
        it(`is not seen in ${words.join(" ")}`, () => {
            assert.deepEqual(secretArguments(words), []);
        });
    }

    it("is never part of the reason", () => {
        for (const words of SECRETS) {
            assert.doesNotMatch(
                secretArguments(words)
                    .map(({ reason }) => reason)
                    .join(),
                /hunter2/,
            );
        }
    });
});
