import Testing

@testable import Kafka

/// The statistics of librdkafka, as its own examples have them.
@Suite struct ConsumerStatisticsTests {
  private static let json = #"""
    { "name": "customer-worker#consumer-1", "client_id": "customer-worker", "type": "consumer", "ts":5016483227792,
      "time":1527060869, "brokers":{
        "localhost:9092/1":{"name":"localhost:9092/1","nodeid":1,"nodename":"localhost:9092","source":"configured",
          "state":"UP","stateage":9057234,"rxidle":250000,"wakeups":163760,
          "rtt":{"min":1580,"max":3389,"hist":{"p50":2015,"list":[1,{"a":2}]}},"throttle":{"min":0,"max":1700,"avg":3},
          "toppars":{"commands-1":{"topic":"commands","partition":1}}},
        "localhost:9093/2":{"nodeid":2,"state":"DOWN","rxidle":-1},
        "GroupCoordinator":{"nodeid":-1,"state":"UP","rxidle":1999}},
      "topics":{
        "other":{"topic":"other","partitions":{"0":{"partition":0,"ls_offset":9}}},
        "commands":{"topic":"commands","age":9060,"batchsize":{"min":1,"cnt":0},"partitions":{
          "0":{"partition":0,"broker":1,"leader":1,"desired":true,"fetchq_cnt":0,"next_offset":7,"app_offset":7,
            "stored_offset":-1001,"lo_offset":0,"hi_offset":12,"ls_offset":9,"consumer_lag":2},
          "3":{"partition":3,"broker":2,"app_offset":-1001,"hi_offset":-1001,"ls_offset":-1001},
          "-1":{"partition":-1,"broker":-1,"ls_offset":-1001}}}},
      "cgrp":{"state":"up","rebalance_cnt":1}, "tx":9, "unknown":null }
    """#

  private static func statistics(_ text: String) -> ConsumerStatistics {
    ConsumerStatistics(json: Array(text.utf8), topic: "commands")
  }

  @Test func `Brokers, the topic's partitions and the time are read; all else is passed over`() {
    let statistics = Self.statistics(Self.json)
    #expect(statistics.milliseconds == 5_016_483_227)
    #expect(statistics.brokers.map(\.id) == [1, 2, -1])
    #expect(statistics.brokers.map(\.isUp) == [true, false, true])
    #expect(statistics.brokers.map(\.idleMilliseconds) == [250, nil, 1])
    #expect(statistics.brokers.map(\.throttleMilliseconds) == [1700, 0, 0])
    #expect(statistics.partitions.map(\.number) == [0, 3])
    #expect(statistics.partitions.map(\.broker) == [1, 2])
    #expect(statistics.partitions.map(\.lastStableOffset) == [9, -1001])
    #expect(statistics.partitions.map(\.highOffset) == [12, -1001])
    #expect(statistics.partitions.map(\.appOffset) == [7, -1001])
  }

  @Test func `A text that ends early, at any byte, ends the reading`() {
    let bytes = Array(Self.json.utf8)
    for count in 0..<bytes.count {
      _ = ConsumerStatistics(json: Array(bytes[..<count]), topic: "commands")
    }
    #expect(Self.statistics(#"{"ts": 12000, "brokers": {"a": {"nodeid": 1, "state": "UP""#).brokers.count == 1)
  }

  @Test func `What is no JSON, and what has other types than expected, brings nothing`() {
    for text in [
      "", "null", "[1]", "{", "{{}}", #"{"ts":"x","brokers":[1],"topics":7}"#, #"{"ts" 1}"#, "}}}}", "{\"a\\",
    ] {
      #expect(Self.statistics(text) == ConsumerStatistics(), "\(text)")
    }
  }

  @Test func `An escaped quotation mark ends no string`() {
    let statistics = Self.statistics(#"{"name":"a\"},{\\","ts":3000}"#)
    #expect(statistics.milliseconds == 3)
  }
}
