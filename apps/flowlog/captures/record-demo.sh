#!/bin/bash
# Records demo.pcap: real programs that talk to each other over a pair of virtual Ethernet interfaces, in two network namespaces of one
# machine. As root, on Linux. Not over `lo`: there the kernel leaves checksums unfilled, and every one of them would count as wrong.
# Needs tcpdump iproute2 ethtool nginx curl redis dnsmasq dig iperf3 mosquitto ping.
set -eu
out=$(realpath "${1:?usage: record-demo.sh OUT.pcap}")
work=$(mktemp -d)
cd "$work"

clean_up() {
  for end in client server; do
    ip netns pids "$end" | xargs -r kill
    ip netns delete "$end"
  done
  rm -r "$work"
}
ip netns add client
ip netns add server
trap clean_up EXIT
ip link add c0 netns client type veth peer name s0 netns server
addresses() { # namespace, interface, last part of its addresses
  ip -n "$1" link set "$2" address "02:00:00:00:00:0$3"
  ip -n "$1" link set lo up
  ip -n "$1" link set "$2" up
  ip -n "$1" address add "192.0.2.$3/24" dev "$2"
  ip -n "$1" address add "2001:db8::$3/64" dev "$2" nodad
  ip netns exec "$1" ethtool -K "$2" rx off tx off sg off tso off gso off gro off > ethtool.log
}
addresses client c0 1
addresses server s0 2
client() { ip netns exec client "$@"; }
server() { ip netns exec server "$@"; }

# The servers.
mkdir www
chmod 755 . www
for size in 3000 6000 9000; do yes "$size bytes of text" | head -c "$size" > "www/$size.txt"; done
cat > nginx.conf <<END
daemon off; error_log $work/nginx.log; pid $work/nginx.pid; events {}
http { access_log off; server { listen 80; listen [::]:80; root $work/www; } }
END
printf 'listener 1883\nallow_anonymous true\n' > mosquitto.conf
x=$(yes x | head -c 400 | tr -d '\n')
server nginx -c "$work/nginx.conf" &
server redis-server --bind 192.0.2.2 2001:db8::2 --save '' --protected-mode no > redis.log &
server dnsmasq -k -R -h --pid-file= --address=/web.example/192.0.2.2 --address=/web.example/2001:db8::2 --txt-record="long.example,$x" 2> dnsmasq.log &
server iperf3 -s > iperf3.log &
server mosquitto -c mosquitto.conf 2> mosquitto.log &
sleep 1
ip netns exec client tcpdump -i c0 --time-stamp-precision=nano -Z root -U -w "$out" &
tcpdump=$!
sleep 1

# ICMP, and DNS over UDP and TCP.
client ping -q -c 2 -i 0.2 192.0.2.2
client ping -q -c 2 -i 0.2 2001:db8::2
for at in 192.0.2.2 2001:db8::2; do
  for name in web.example long.example nobody.example; do
    for type in A AAAA TXT; do client dig +short +tries=1 +timeout=1 "@$at" "$name" "$type" > dig.log; done
  done
  client dig +short +tcp "@$at" long.example TXT > dig.log
done

# HTTP: pages, one that is missing, two over one connection, a port where nobody listens.
for host in 192.0.2.2 '[2001:db8::2]'; do
  for size in 3000 6000 9000; do client curl -g -s -o page "http://$host/$size.txt"; done
  client curl -g -s -o page -o page "http://$host/none.txt" "http://$host/3000.txt"
  client curl -g -s "http://$host:81/" || true
done

# Redis, and MQTT.
for host in 192.0.2.2 2001:db8::2; do
  client redis-cli -h $host set greeting hello > redis-cli.log
  client redis-cli -h $host incr visits > redis-cli.log
  client redis-cli -h $host lpush letters a b c d > redis-cli.log
done
client timeout 5 mosquitto_sub -h 192.0.2.2 -t news -C 2 > news &
subscriber=$!
sleep 0.3
for news in one two; do client mosquitto_pub -h 2001:db8::2 -t news -m "$news"; done
wait "$subscriber"

# TCP with loss: frames longer than the receiving end allows vanish, for a moment. Sent from here, their repetitions are seen twice;
# sent to here, they are seen late.
lossy() { # namespace, interface, when
  sleep "$3"
  ip -n "$1" link set "$2" mtu 1280
  sleep 0.08
  ip -n "$1" link set "$2" mtu 1500
}
lossy server s0 0.15 &
client iperf3 -c 192.0.2.2 -n 36K -l 3K -b 600K > iperf3-client.log
lossy client c0 0.25 &
client iperf3 -R -c 2001:db8::2 -n 36K -l 3K -b 600K > iperf3-client.log

# UDP, whole and in fragments.
client iperf3 -u -c 192.0.2.2 -n 12K -l 1000 -b 2M > iperf3-client.log
client iperf3 -u -c 2001:db8::2 -n 6K -l 3000 -b 2M > iperf3-client.log
sleep 0.5

kill "$tcpdump"
wait "$tcpdump"
