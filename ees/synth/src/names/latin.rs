//! Names in the Latin script, with diacritics or romanised, as passports print them.

use super::Language;

pub(crate) const ROMANIAN: Language = Language::new(
    "Maria Elena Ana Ioana Andreea Cristina Mihaela Daniela Natalia Tatiana Ecaterina Lidia Doina \
     Viorica Steluța Ștefania",
    "Ion Vasile Andrei Mihai Alexandru Sergiu Victor Nicolae Gheorghe Ștefan Dumitru Vlad Igor \
     Ruslan Călin Iurie",
    "Rusu Ceban Munteanu Ciobanu Țurcanu Cojocaru Sârbu Lungu Rotaru Moraru Bălan Popa Șargu \
     Gheorghiță Cebotari Vrabie Pânzaru Grigoraș Botnaru Guțu",
);

pub(crate) const ALBANIAN: Language = Language::new(
    "Elira Besa Arta Drita Valbona Mimoza Fatmire Teuta Elona Ermira Çelike Lindita",
    "Arben Agim Besnik Driton Ilir Shkëlzen Luan Fatmir Genc Valon Çlirim Përparim",
    "Hoxha Shehu Gashi Krasniqi Berisha Çela Bytyçi Prifti Leka Kelmendi Rexhepi Gjoka Dervishi \
     Muça Zeqiri Hyseni",
);

pub(crate) const BOSNIAN: Language = Language::new(
    "Amina Lejla Emina Jasmina Selma Dženana Milica Ivana Sanja Ljiljana Adela Anđela",
    "Amir Emir Haris Mirza Edin Nermin Miloš Đorđe Željko Marko Armin Vuk",
    "Hadžić Hodžić Kovačević Begić Halilović Delić Popović Marković Đukić Šarić Čengić Vujović \
     Radović Perović Džanić Mehmedović",
);

pub(crate) const ENGLISH: Language = Language::new(
    "Emily Sarah Jessica Olivia Charlotte Emma Grace Amelia Hannah Megan Lucy Rachel Sophie Abigail \
     Chloe Margaret Elizabeth Anne-Marie Siobhan Zoë",
    "James John Robert Michael William David Thomas Daniel Matthew Andrew Christopher George Harry \
     Jack Oliver Samuel Benjamin Edward Patrick Liam",
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker \
     White Roberts Green Hall Wood Jackson Clarke Patel Harris Turner O'Brien Smith-Jones MacDonald \
     Campbell Mitchell Cooper Featherstonehaugh",
)
.up_to(1, 2);

pub(crate) const SPANISH: Language = Language::new(
    "María Sofía Valentina Camila Lucía Isabella Gabriela Daniela Carolina Fernanda Ximena Verónica \
     Guadalupe Begoña",
    "José Juan Carlos Luis Miguel Jesús Andrés Diego Santiago Mateo Sebastián Joaquín Íñigo Martín",
    "García Rodríguez Martínez López González Hernández Pérez Sánchez Ramírez Torres Flores Rivera \
     Gómez Díaz Vargas Rojas Muñoz Núñez Ibáñez Peña Quiñones Castillo",
)
.up_to(2, 2);

pub(crate) const BRAZILIAN: Language = Language::new(
    "Maria_Aparecida Ana_Carolina Juliana Fernanda Patrícia Camila Letícia Larissa Beatriz Mariana \
     Conceição Luíza",
    "João_Pedro José_Carlos Antônio Francisco Luiz_Fernando Paulo Marcos Rafael Gabriel Lucas \
     Sebastião Thiago",
    "Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Ribeiro Carvalho \
     Almeida_da_Conceição Araújo Gonçalves Magalhães Assunção Vasconcelos",
)
.up_to(3, 2);

pub(crate) const TURKISH: Language = Language::new(
    "Fatma Ayşe Emine Hatice Zeynep Elif Meryem Özlem Gülşen Şerife Çiğdem İpek Yağmur Büşra",
    "Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim İsmail Osman Yusuf Murat Ömer Gökhan Oğuz",
    "Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan \
     Çetin Kara Koç Kurt Özkan Şimşek Güneş İnce Taşçıoğlu",
);

pub(crate) const UZBEK: Language = Language::new(
    "Dilnoza Gulnora Nigora Malika Zulfiya Feruza Shahnoza Kamola Sevara Nodira",
    "Rustam Bekzod Jasur Otabek Sherzod Farrukh Ulugbek Sardor Akmal Timur",
    "Karimov Rakhimov Yusupov Ismoilov Tursunov Abdullaev Nazarov Mirzaev Kholmatov Saidov",
)
.feminine(&[("ov", "ova"), ("ev", "eva")]);

pub(crate) const CHINESE: Language = Language::new(
    "Xiuying Min Jing Yan Lihua Fang Na Xiaomei Yating Yulan Qian Xue Ying Shuyi",
    "Wei Jun Lei Qiang Yong Jianguo Zhiming Hao Bo Tao Peng Guoqiang Chao Minghui",
    "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Ouyang Lyu",
);

pub(crate) const CANTONESE: Language = Language::new(
    "Wai_Yan Mei_Ling Ka_Yan Sze_Man Wing_Yan Hoi_Ching Yuen_Ting Pui_Shan",
    "Chi_Ming Ka_Ho Wai_Keung Kwok_Wah Siu_Fung Tsz_Hin Chun_Kit Man_Fai",
    "Chan Wong Leung Cheung Lam Ng Lau Ho Yeung Tsang Kwok Cheng Au-Yeung Szeto Yip",
);

pub(crate) const JAPANESE: Language = Language::new(
    "Yuko Keiko Sakura Haruka Aoi Misaki Yoko Tomoko Naomi Ayumi Hina Rin",
    "Hiroshi Takashi Kenji Daiki Haruto Ren Kazuki Makoto Shota Yuki Satoshi Junichiro",
    "Sato Suzuki Takahashi Tanaka Ito Watanabe Yamamoto Nakamura Kobayashi Kato Yoshida Yamada \
     Sasaki Inoue Kimura Hayashi Shimizu Ohno Kudo",
);

pub(crate) const KOREAN: Language = Language::new(
    "Minji Seoyeon Jiwoo Hyejin Eunji Yuna Sujin Jihye Soyoung Haeun",
    "Minjun Seojun Jihoon Sungmin Donghyun Hyunwoo Junho Taeyang Youngho Sangwoo",
    "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang",
);

pub(crate) const INDIAN: Language = Language::new(
    "Priya Anjali Kavita Sunita Deepika Pooja Lakshmi Meena Neha Ritu Shreya Divya",
    "Rahul Amit Rajesh Sanjay Vijay Suresh Arjun Ravi Ashok Vikram Manoj Anil",
    "Sharma Singh Kumar Gupta Patel Reddy Nair Iyer Mehta Joshi Verma Rao Das Banerjee \
     Chattopadhyay Venkatasubramanian Krishnamurthy Mukherjee",
)
.up_to(1, 2);

pub(crate) const LANKAN: Language = Language::new(
    "Nadeesha_Dilrukshi Chamari_Priyadarshani Sanduni_Nimeshika Ishara_Madushani Thilini_Hansika",
    "Kasun_Chathuranga Nuwan_Pradeep Lahiru_Sampath Dinesh_Priyankara Tharindu_Lakshan",
    "Perera Fernando Silva Wickramasinghe_Arachchilage Dissanayake_Mudiyanselage Jayawardena \
     Rathnayake_Mudiyanselage Gunawardena Bandaranayake",
)
.up_to(1, 2);

pub(crate) const HEBREW: Language = Language::new(
    "Noa Tamar Yael Shira Maya Michal Rivka Adi Talia Avigail",
    "David Yosef Daniel Moshe Itai Noam Eitan Yonatan Uri Amir",
    "Cohen Levi Mizrahi Peretz Biton Dahan Avraham Friedman Malka Azulay Katz Ben-David Shapira",
);

pub(crate) const VIETNAMESE: Language = Language::new(
    "Thị_Hương Thị_Lan Thu_Hà Ngọc_Ánh Thanh_Thảo Mai_Phương Bích_Ngọc Thùy_Linh",
    "Văn_Hùng Minh_Tuấn Đức_Anh Quang_Huy Hoàng_Nam Xuân_Trường Thanh_Bình Công_Phượng",
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô",
);

pub(crate) const FILIPINO: Language = Language::new(
    "Maria_Cristina Angelica Jasmine Rosalie Marites Joy Princess Lourdes Maricel Andrea",
    "Jose_Mari Mark_Anthony Christian Joshua Rodel Jerome Angelo Rommel Arnel Paolo",
    "Santos Reyes Cruz Bautista Ocampo Garcia Mendoza Torres Dela_Cruz Villanueva Aquino Ramos",
)
.up_to(1, 2);

pub(crate) const THAI: Language = Language::new(
    "Siriporn Somjai Kanya Malee Nattaya Pimchanok Ratana Suda Wanida Chanida",
    "Somchai Prasert Anan Chaiwat Kittisak Nattapong Surachai Wichai Thanawat Boonmee",
    "Srisuk Wongsawat Chaiyasit Thongchai Rattanakosin Suwannarat Phongsathorn Kaewmanee \
     Saetang Jaidee",
);

pub(crate) const NIGERIAN: Language = Language::new(
    "Ngozi Chioma Amaka Folake Yetunde Funmilayo Aisha Zainab Ifeoma Adaeze Titilayo",
    "Chinedu Emeka Oluwaseun Tunde Babatunde Ibrahim Musa Obinna Ikenna Olumide Kelechi",
    "Okafor Okonkwo Adeyemi Balogun Eze Nwosu Ogunleye Abubakar Bello Adebayo Chukwu Onyekachi \
     Oluwagbemiga Obi",
)
.up_to(1, 2);

pub(crate) const AMHARIC: Language = Language::new(
    "Tigist Hiwot Meseret Selamawit Bethlehem Almaz Rahel Yordanos",
    "Abebe Tesfaye Dawit Yonas Bekele Getachew Haile Solomon",
    "Alemu Bekele Tadesse Girma Kebede Haile Mekonnen Assefa Wolde_Giorgis Desta",
);

pub(crate) const SOMALI: Language = Language::new(
    "Fadumo Halima Amina Sahra Hodan Ayaan Khadra Ifrah",
    "Abdi Mohamed Ahmed Hassan Omar Yusuf Farah Ismail",
    "Abdullahi_Mohamed Hassan_Ali Warsame Jama Nur_Ahmed Osman Farah Aden Mohamud",
);

pub(crate) const PERSIAN: Language = Language::new(
    "Zahra Fatemeh Maryam Laila Parisa Shirin Nasrin Farah Mina Golnar",
    "Reza Ali Hamid Mehdi Farid Navid Karim Jawad Amir Nasir",
    "Ahmadi Mohammadi Hosseini Karimi Rahimi Rezaei Noori Hashemi Sharifi Jafari Azizi Sadeghi",
);
