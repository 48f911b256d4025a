#pragma once
// What the writer's connection is asked: which statements, how often, how many rows they bring, and how they are
// planned.

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/store/driver.hpp"

namespace musubi::testing {

struct Cost {
  std::map<std::string, int> statements;  // how often each ran
  int rows{0};                            // read by all of them
  [[nodiscard]] int total() const {
    int sum = 0;
    for (const auto& [_, times] : statements) sum += times;
    return sum;
  }
};

// Filled by the writer thread; looked at while no command is under way.
struct Counted {
  Cost cost;
  std::map<std::string, std::vector<std::string>> plans;  // of every statement that ran, as the engine tells them
  Cost take() { return std::exchange(cost, {}); }
};

class CountingConnection : public store::Connection {
 public:
  CountingConnection(std::unique_ptr<store::Connection> inner, Counted& counted)
      : inner_(std::move(inner)), counted_(counted) {}

  std::vector<store::Row> query(const sql::Statement& statement, std::span<const store::Value> params) override {
    if (!counted_.plans.contains(statement.name)) explain(statement, params);
    auto rows = inner_->query(statement, params);
    ++counted_.cost.statements[statement.name];
    counted_.cost.rows += static_cast<int>(rows.size());
    return rows;
  }
  [[nodiscard]] std::int64_t changed() const override { return inner_->changed(); }
  void script(std::string_view text) override { inner_->script(text); }
  [[nodiscard]] bool in_transaction() const override { return inner_->in_transaction(); }

 private:
  void explain(const sql::Statement& statement, std::span<const store::Value> params) {
    auto& plan = counted_.plans[statement.name];
    const auto& text = texts_.emplace_back(std::string("EXPLAIN QUERY PLAN ") + statement.text);
    const auto& explained = explained_.emplace_back("explain", text.c_str());
    for (const auto& row : inner_->query(explained, params)) plan.push_back(row.text(3));
  }

  std::deque<std::string> texts_;         // these two stay where they are: the connection below knows its statements
  std::deque<sql::Statement> explained_;  // by their addresses
  std::unique_ptr<store::Connection> inner_;
  Counted& counted_;
};

class CountingDriver : public store::Driver {
 public:
  CountingDriver(std::unique_ptr<store::Driver> inner, Counted& counted)
      : inner_(std::move(inner)), counted_(counted) {}
  [[nodiscard]] const store::Dialect& dialect() const override { return inner_->dialect(); }
  std::unique_ptr<store::Connection> open_writer() override {
    return std::make_unique<CountingConnection>(inner_->open_writer(), counted_);
  }
  std::unique_ptr<store::Connection> open_reader() override { return inner_->open_reader(); }

 private:
  std::unique_ptr<store::Driver> inner_;
  Counted& counted_;
};

}  // namespace musubi::testing
