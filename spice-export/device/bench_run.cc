#include "spice-export/device/bench_run.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <map>
#include <numbers>

#include "spice-export/device/bench_deck.h"

namespace curvespice {
namespace {

using Complex = std::complex<double>;

double measured(const Bench& bench, Complex out, double frequency) {
  const double omega = 2 * std::numbers::pi * frequency;
  switch (bench.measure) {
    case Measure::real:
      return out.real();
    case Measure::imaginary:
      return out.imag();
    case Measure::magnitude:
      return std::abs(out);
    case Measure::decibel:
      return 20 * std::log10(std::max(std::abs(out), 1e-300));
    case Measure::phase:
      return std::arg(out) * 180 / std::numbers::pi;
    case Measure::capacitance:
      return out.imag() / omega;
    case Measure::inductance:
      return out.imag() / omega;
  }
  return 0;
}

double frequency_of(const BenchCurve& curve) {
  const auto found = curve.conditions.find(curve.bench->frequency);
  return found == curve.conditions.end() ? curve.bench->default_frequency : found->second;
}

// Names of sources at ngspice's command interface are lower case.
std::string lowered(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::string format(const char* pattern, double a, double b = 0) {
  char text[120];
  std::snprintf(text, sizeof text, pattern, a, b);
  return text;
}

// What one run answers: which points of which curves.
struct Batch {
  std::vector<std::size_t> curves;  // indices
  std::vector<BenchPoint> points;   // of all of them, in order
};

class BenchRunner {
 public:
  BenchRunner(Simulator& simulator, const ModelUnderTest& model,
              const std::vector<BenchCurve>& curves)
      : simulator_(simulator), model_(model), curves_(curves), values_(curves.size()) {}

  Result<std::vector<std::vector<double>>> run() {
    for (const Batch& batch : batches()) CURVESPICE_TRY(run_batch(batch));
    for (std::size_t i = 0; i < curves_.size(); ++i) make_relative(*curves_[i].bench, values_[i]);
    return values_;
  }

 private:
  // dc and ac_bias curves that differ only in conditions share a deck.
  std::vector<Batch> batches() const {
    std::vector<Batch> all;
    for (std::size_t i = 0; i < curves_.size(); ++i) {
      const BenchCurve& curve = curves_[i];
      const auto fits = [&](const Batch& batch) {
        const BenchCurve& first = curves_[batch.curves[0]];
        const Analysis analysis = curve.bench->analysis;
        return first.bench == curve.bench && first.temperature == curve.temperature &&
               (analysis == Analysis::dc ||
                (analysis == Analysis::ac_bias && frequency_of(first) == frequency_of(curve)));
      };
      auto found = std::find_if(all.begin(), all.end(), fits);
      if (found == all.end()) found = all.insert(all.end(), Batch{});
      found->curves.push_back(i);
      for (const double forced : curve.forced) found->points.push_back({forced, &curve});
      if (curve.bench->relative_to) found->points.push_back({*curve.bench->relative_to, &curve});
    }
    return all;
  }

  Status run_batch(const Batch& batch) {
    switch (curves_[batch.curves[0]].bench->analysis) {
      case Analysis::dc:
        return run_dc(batch);
      case Analysis::ac_bias:
        return run_ac_bias(batch);
      case Analysis::ac:
        return run_ac(batch);
      case Analysis::transient:
        return run_transient(batch);
      case Analysis::temperature:
        return run_temperature(batch);
    }
    return {};
  }

  Status run_dc(const Batch& batch) {
    const BenchCurve& first = curves_[batch.curves[0]];
    SimulationRequest request;
    request.deck = bench_head(model_, *first.bench, first.temperature) +
                   stepped_sources(*first.bench, batch.points);
    request.points = std::max<std::size_t>(batch.points.size(), 2);
    request.analysis = format("dc vindex 0 %g 1", static_cast<double>(request.points - 1));
    request.vectors = {"out"};
    CURVESPICE_ASSIGN(const SimulationResult result, simulator_.run(request));
    return hand_out(batch, [&](std::size_t i) { return result.vectors[0][i]; });
  }

  Status run_ac_bias(const Batch& batch) {
    const BenchCurve& first = curves_[batch.curves[0]];
    SimulationRequest request;
    request.deck = bench_head(model_, *first.bench, first.temperature) +
                   single_source(*first.bench, first, "dc 0");
    request.points = 1;
    const double frequency = frequency_of(first);
    request.analysis = format("ac lin 1 %.9g %.9g", frequency, frequency);
    request.vectors = {"out"};
    for (const BenchPoint& point : batch.points) {
      std::vector<SourceValue> step = {{"vdrive", point.forced}};
      for (const BenchCondition& condition : first.bench->conditions)
        step.push_back(
            {lowered("vc_" + condition.name), point.curve->conditions.at(condition.name)});
      request.steps.push_back(std::move(step));
    }
    CURVESPICE_ASSIGN(const SimulationResult result, simulator_.run(request));
    return hand_out(batch, [&](std::size_t i) { return result.vectors[0][i]; });
  }

  // Frequencies between those simulated are interpolated on log-log scales.
  Status run_ac(const Batch& batch) {
    constexpr int kPointsPerDecade = 60;
    const BenchCurve& curve = curves_[batch.curves[0]];
    const auto [lowest, highest] = std::minmax_element(
        batch.points.begin(), batch.points.end(),
        [](const BenchPoint& a, const BenchPoint& b) { return a.forced < b.forced; });
    SimulationRequest request;
    request.deck = bench_head(model_, *curve.bench, curve.temperature) +
                   single_source(*curve.bench, curve, "dc 0 ac 1");
    request.analysis = format("ac dec 60 %.9g %.9g", lowest->forced,
                              highest->forced * std::pow(10, 1.0 / kPointsPerDecade));
    request.vectors = {"frequency", "out"};
    CURVESPICE_ASSIGN(const SimulationResult result, simulator_.run(request));
    std::vector<double> x;
    for (const Complex& value : result.vectors[0]) x.push_back(std::log(value.real()));
    return hand_out(batch, [&](std::size_t i) {
      return interpolate(x, result.vectors[1], std::log(batch.points[i].forced));
    });
  }

  // A run for each decade of time, for ngspice's steps are even: 400 of them up to its end.
  Status run_transient(const Batch& batch) {
    constexpr double kSteps = 400;
    const BenchCurve& curve = curves_[batch.curves[0]];
    std::map<int, std::vector<std::size_t>> decades;
    for (std::size_t i = 0; i < batch.points.size(); ++i) {
      const double time = batch.points[i].forced * curve.bench->time_scale;
      const bool logarithmic = curve.bench->log_time && time > 0;
      decades[logarithmic ? static_cast<int>(std::ceil(std::log10(time) - 1e-9)) : 0].push_back(i);
    }
    std::vector<Complex> values(batch.points.size());
    for (const auto& [decade, points] : decades) {
      double last = 0;
      for (const std::size_t i : points)
        last = std::max(last, batch.points[i].forced * curve.bench->time_scale);
      SimulationRequest request;
      request.deck = bench_head(model_, *curve.bench, curve.temperature) +
                     single_source(*curve.bench, curve, "dc 0");
      request.analysis = format("tran %.9g %.9g", last / kSteps, last * 1.01);
      request.vectors = {"time", "out"};
      CURVESPICE_ASSIGN(const SimulationResult result, simulator_.run(request));
      std::vector<double> x;
      for (const Complex& value : result.vectors[0]) x.push_back(value.real());
      if (x.back() < last)
        return Error{ErrorCode::bad_input, "ngspice: the transient stopped at " +
                                               format("%.3g s of %.3g s", x.back(), last)};
      for (const std::size_t i : points)
        values[i] =
            interpolate(x, result.vectors[1], batch.points[i].forced * curve.bench->time_scale);
    }
    return hand_out(batch, [&](std::size_t i) { return values[i]; });
  }

  Status run_temperature(const Batch& batch) {
    const BenchCurve& curve = curves_[batch.curves[0]];
    SimulationRequest request;
    request.deck =
        bench_head(model_, *curve.bench, 25) + single_source(*curve.bench, curve, "dc 0");
    request.analysis = "op";
    request.points = 1;
    request.vectors = {"out"};
    for (const BenchPoint& point : batch.points)
      request.steps.push_back({{kCircuitTemperature, point.forced}});
    CURVESPICE_ASSIGN(const SimulationResult result, simulator_.run(request));
    return hand_out(batch, [&](std::size_t i) { return result.vectors[0][i]; });
  }

  static Complex interpolate(const std::vector<double>& x, const std::vector<Complex>& y,
                             double at) {
    const auto upper = std::upper_bound(x.begin(), x.end(), at);
    if (upper == x.begin()) return y.front();
    if (upper == x.end()) return y.back();
    const auto i = static_cast<std::size_t>(upper - x.begin());
    const double t = (at - x[i - 1]) / (x[i] - x[i - 1]);
    return y[i - 1] + t * (y[i] - y[i - 1]);
  }

  template <typename Value>
  Status hand_out(const Batch& batch, Value value) {
    std::size_t next = 0;
    for (const std::size_t index : batch.curves) {
      const BenchCurve& curve = curves_[index];
      const std::size_t count = curve.forced.size() + (curve.bench->relative_to ? 1 : 0);
      const bool swept = curve.bench->analysis == Analysis::ac;
      for (std::size_t i = 0; i < count; ++i, ++next) {
        const double frequency = swept ? batch.points[next].forced : frequency_of(curve);
        values_[index].push_back(measured(*curve.bench, value(next), frequency));
      }
    }
    return {};
  }

  // The last value is the reference; it is taken off the list.
  static void make_relative(const Bench& bench, std::vector<double>& values) {
    if (!bench.relative_to || values.empty()) return;
    const double reference = values.back();
    values.pop_back();
    for (double& value : values)
      value = bench.percent ? (value / reference - 1) * 100 : value / reference;
  }

  Simulator& simulator_;
  const ModelUnderTest& model_;
  const std::vector<BenchCurve>& curves_;
  std::vector<std::vector<double>> values_;
};

}  // namespace

Result<std::vector<std::vector<double>>> run_benches(Simulator& simulator,
                                                     const ModelUnderTest& model,
                                                     const std::vector<BenchCurve>& curves) {
  return BenchRunner(simulator, model, curves).run();
}

}  // namespace curvespice
