from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0003_erasing'),
    ]

    operations = [
        migrations.AddField(
            model_name='slot',
            name='credential',
            field=models.BinaryField(default=bytes),
        ),
    ]
