//! scratch: extraction of a folder
use ees_match::{extract::classical::Classical, image::Image, net::Cpu};
use std::time::Instant;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let model = std::fs::read(&a[1]).unwrap();
    let t = Instant::now();
    let cpus = Cpu::all();
    let _ = model;
    let leader = Classical::new(*cpus.last().unwrap());
    eprintln!("load {:?}", t.elapsed());
    let mut n = 0;
    let mut sum = 0.0;
    for f in &a[3..] {
        let d = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(f).unwrap()));
        let mut r = d.read_info().unwrap();
        let mut b = vec![0; r.output_buffer_size().unwrap()];
        let i = r.next_frame(&mut b).unwrap();
        b.truncate(i.buffer_size());
        let im = Image::new(i.width as usize, i.height as usize, 500, b).unwrap();
        let t = Instant::now();
        let tp = leader.extract(&im).unwrap();
        sum += t.elapsed().as_secs_f64();
        n += 1;
        let mut s = format!("{} {}\n", tp.width, tp.height);
        for m in &tp.minutiae {
            s += &format!(
                "{} {} {:.2} {} {}\n",
                m.x,
                m.y,
                f32::from(m.direction.0) * 360.0 / 256.0,
                m.kind as u8,
                m.quality
            );
        }
        let p: Vec<&str> = f.rsplitn(4, '/').collect();
        let o = format!("{}/{}_{}_{}.min", a[2], p[2], p[1], p[0].trim_end_matches(".png"));
        std::fs::write(o, s).unwrap();
    }
    eprintln!("{} images, {:.1} ms each", n, sum / n as f64 * 1e3);
}
