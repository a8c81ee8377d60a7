//! trial
use nabij::ingest::load::load_study;
#[allow(clippy::print_stdout)]
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let start = std::time::Instant::now();
    match load_study(a[1].as_ref(), a.get(2).map(|p| p.as_ref()), &|p| {
        println!("{:?} {} {}", start.elapsed(), p.step, p.share)
    }) {
        Ok(l) => {
            println!("{:?}", start.elapsed());
            println!("{}", l.report);
            if let Some(t) = l.town {
                println!(
                    "{} demand, {} fac, {:?}",
                    t.demand.len(),
                    t.facilities.len(),
                    t.kinds
                );
                for age in nabij::model::age_group::AgeGroup::EVERY {
                    let s: nabij::model::people::People = t
                        .demand
                        .iter()
                        .filter_map(|p| p.residents[age])
                        .map(|c| c.people)
                        .sum();
                    println!("{age}: {s}");
                }
                println!(
                    "{}",
                    t.facilities.iter().filter(|f| f.pupils.is_none()).count()
                );
            }
        }
        Err(e) => println!("ERR {e}"),
    }
}
